import * as z from 'zod/mini'
import { projectPath, type ProjectRef } from './project.ts'
import { path, problemOf, ProblemError } from './request.ts'

const report = z.object({
  rows: z.number(),
  created: z.number(),
  first_key: z.nullable(z.string()),
  last_key: z.nullable(z.string()),
  ignored: z.array(z.string()),
  errors: z.array(z.object({ row: z.number(), field: z.string(), message: z.string() })),
})

/** What came of an import, or would come of it. Rows count from 1, without the header. */
export type ImportReport = z.output<typeof report>

/** A table to import: CSV, or JSON as the export writes it. */
export type ImportFile = { name: string; text: string; mediaType: 'text/csv' | 'application/json' }

/** Imports records; with `dryRun`, only says what would come of it. */
export async function importRecords(
  ref: ProjectRef,
  collection: string,
  file: ImportFile,
  dryRun: boolean,
): Promise<ImportReport> {
  const response = await fetch(`${projectPath(ref)}/${collection}/import${dryRun ? '?dry_run=1' : ''}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': file.mediaType },
    body: file.text,
  }).catch(() => {
    throw new ProblemError(0, 'unreachable', '', {})
  })
  const text = await response.text()
  if (!response.ok) throw problemOf(response.status, text)
  return z.parse(report, JSON.parse(text))
}

/** All records of a register, as text in that format. */
export async function exportRecords(
  ref: ProjectRef,
  collection: string,
  format: 'csv' | 'json',
): Promise<string> {
  const response = await fetch(`${projectPath(ref)}/${collection}/export?format=${format}`, {
    credentials: 'same-origin',
  }).catch(() => {
    throw new ProblemError(0, 'unreachable', '', {})
  })
  const text = await response.text()
  if (!response.ok) throw problemOf(response.status, text)
  return text
}

/** Where the whole project can be had as one archive: records, history, links and files. */
export const projectArchiveUrl = (ref: ProjectRef): string => `${projectPath(ref)}/export`

const imported = z.object({
  id: z.string(),
  slug: z.string(),
  counts: z.record(z.string(), z.number()),
  files: z.number(),
  skipped: z.number(),
})

/** What an archive became. */
export type ImportedProject = z.output<typeof imported>

/** Makes a new project of an archive, beside the one that it came from. */
export async function importArchive(org: string, file: File): Promise<ImportedProject> {
  const response = await fetch(path`/api/v1/orgs/${org}/projects/import`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/zip' },
    body: file,
  }).catch(() => {
    throw new ProblemError(0, 'unreachable', '', {})
  })
  const text = await response.text()
  if (!response.ok) throw problemOf(response.status, text)
  return z.parse(imported, JSON.parse(text))
}
