import { z } from 'zod'

const name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/)

/** What an exported project says of itself: `manifest.json`. */
export const projectManifestSchema = z.object({
  format: z.literal('throughline-project'),
  version: z.literal(1),
  made_at: z.iso.datetime(),
  org_id: z.uuid(),
  project: z.object({ id: z.uuid(), workspace_id: z.uuid(), slug: z.string(), name: z.string() }),
  tables: z.array(z.object({ name, columns: z.array(z.string()).min(1) })),
  /** people whom rows name, so that the same people are found elsewhere */
  people: z.array(z.object({ id: z.uuid(), email: z.string() })),
  /** rows by table */
  rows: z.record(name, z.int()),
  /** entities by kind */
  counts: z.record(z.string(), z.int()),
  files: z.int(),
})

/** What {@link projectManifestSchema} reads. */
export type ProjectManifest = z.output<typeof projectManifestSchema>

/** Names inside the archive. */
export const projectEntry = {
  manifest: 'manifest.json',
  rows: (table: string): string => `tables/${table}.ndjson`,
  file: (sha256: string): string => `files/${sha256}`,
}
