import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { coverageRow, sourceTable, type CoverageRow, type SourceTable } from './coverage.ts'

/** The folder of the project, with a slash at its end. */
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url))

/** Where the coverage list is kept. */
export const coverageFile = `${projectRoot}docs/model-coverage.json`

/** The tables and columns of the five source documents. Throws when the file does not have that form. */
export function readSources(): SourceTable[] {
  return z.array(sourceTable).parse(readJson(`${projectRoot}docs/model-coverage/source-tables.json`))
}

/** The coverage list. Throws when a row does not have its form. */
export function readCoverage(): CoverageRow[] {
  return z.array(coverageRow).parse(readJson(coverageFile))
}

/** The coverage list as its file holds it: one row per line, so that a change shows as one line. */
export function coverageText(rows: readonly CoverageRow[]): string {
  return `[\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}\n]\n`
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}
