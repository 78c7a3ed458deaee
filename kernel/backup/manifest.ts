import { z } from 'zod'

const name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/)
const head = z.object({ org_id: z.uuid(), seq: z.int().positive(), hash: z.string().regex(/^[0-9a-f]{64}$/) })

/** First entry of an archive: what it is and what is needed to take it in. */
export const manifestSchema = z.object({
  format: z.literal('throughline-backup'),
  version: z.literal(1),
  made_at: z.iso.datetime(),
  /** recognizes the secret without containing it; see kernel/config */
  secret_check: z.string(),
  /** table changes that had been applied */
  schema: z.array(z.object({ owner: z.string(), name: z.string(), checksum: z.string() })),
  /** columns in the order of the values of each line */
  tables: z.array(z.object({ name, columns: z.array(z.string()).min(1) })),
  /** partitions by month, with their bounds as PostgreSQL prints them */
  partitions: z.array(
    z.object({
      parent: name,
      name,
      bound: z.string().regex(/^FOR VALUES FROM \('[-0-9 :+.]+'\) TO \('[-0-9 :+.]+'\)$/),
    }),
  ),
  /** ends of all audit chains, sealed as the snapshot saw them */
  heads: z.array(head),
  /** the keys of personal values are not in it, but in a file of their own */
  keys_apart: z.boolean().default(false),
})

/** What {@link manifestSchema} reads. */
export type Manifest = z.output<typeof manifestSchema>

/** Last entry of an archive: its presence says that the archive is whole, its digest that nothing was changed. */
export const closingSchema = z.object({
  counts: z.record(name, z.int().nonnegative()),
  sequences: z.record(name, z.int()),
  blobs: z.object({ count: z.int(), bytes: z.int() }),
  /** SHA-256 over all entries before this one */
  digest: z.string(),
  /** the digest under a key of the installation */
  mac: z.string(),
})

/** What {@link closingSchema} reads. */
export type Closing = z.output<typeof closingSchema>

/** Names of the entries of an archive. */
export const entryNames = {
  manifest: 'manifest.json',
  closing: 'end.json',
  rows: (table: string, part: number): string => `tables/${table}/${String(part).padStart(6, '0')}.ndjson`,
  blob: (orgId: string, key: string): string => `blobs/${orgId}/${key}`,
}

const rowsName = /^tables\/([a-z_][a-z0-9_]{0,62})\/\d{6,}\.ndjson$/
const blobName = /^blobs\/([0-9a-f-]{36})\/([0-9a-f]{64})$/

/** What an entry is, from its name; undefined for what belongs to no backup. */
export const kindOfEntry = (
  text: string,
): { rows: string } | { blob: { orgId: string; key: string } } | 'closing' | undefined => {
  if (text === entryNames.closing) return 'closing'
  const [, table] = rowsName.exec(text) ?? []
  if (table !== undefined) return { rows: table }
  const [, orgId, key] = blobName.exec(text) ?? []
  return orgId !== undefined && key !== undefined ? { blob: { orgId, key } } : undefined
}
