import type { ParsedFile } from './parsed-file.ts'
import { placeOf } from './place.ts'
import { isTest } from './source-tree.ts'

/** The files of a module that have a role of their own; any other file beside them is pure domain. */
const roles = new Set(
  ['module', 'kinds', 'index', 'contract', 'tables', 'policy', 'events', 'reactions', 'store', 'queries'].map(
    (name) => `${name}.ts`,
  ),
)

const pureBuiltins = new Set([
  'node:assert',
  'node:assert/strict',
  'node:buffer',
  'node:crypto',
  'node:path',
  'node:util',
  'node:url',
])
const speaking =
  /^(pg|pg-boss|drizzle-orm|nodemailer|busboy|ai|@ai-sdk|@aws-sdk|@electric-sql|@energetic-ai|better-auth|@orpc)(\/|$)/
const kernelSpeaking = /^kernel\/(db|jobs|storage|ai|outbound|realtime|vault|identity|ledger|log|config)\//

/** `risk.ts` beside `module.ts`: states, invariants, arithmetic. */
export function isPureDomain(path: string): boolean {
  const place = placeOf(path)
  return place.zone === 'module' && /^[^/]+\.ts$/.test(place.rest) && !roles.has(place.rest) && !isTest(path)
}

/** Imports by which a pure domain file could read or write something; a type alone does neither. */
export function impureDomain(files: readonly ParsedFile[]): string[] {
  return files
    .filter((file) => isPureDomain(file.path))
    .flatMap((file) =>
      file.imports
        .filter((one) => !one.typeOnly && speaks(one.target, one.ours))
        .map((one) => `${file.path} imports ${one.target}: a domain file does no I/O`),
    )
}

function speaks(target: string, ours: boolean): boolean {
  if (!ours) return target.startsWith('node:') ? !pureBuiltins.has(target) : speaking.test(target)
  return (
    kernelSpeaking.test(target) || /\/(store|queries|reactions)\.ts$|\/(queries|commands|jobs)\//.test(target)
  )
}
