import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Sql } from '../db/index.ts'
import { boundTo, decrypt, VaultError, type Vault } from '../vault/index.ts'

/** What a value reads as once its key is gone. */
export const erasedValue = '[erased]'

/** What a value reads as that stands there and is not what was entered. */
export const unreadableValue = '[unreadable]'

/** Length of the salt that stands before a value. */
const saltLength = 64

/** Salt and value as they were committed to; null where they cannot be opened. */
export type Content = string | null

interface Stored {
  digest: string
  content: string | null
  ciphertext: string | null
  key: string | null
  key_ciphertext: string | null
  wrapped_key: string | null
  key_id: string | null
}

/** The context that a subject's key is sealed for. */
export const keyContext = (id: string): string => `personal-keys/${id}`

/** SHA-256 of salt and value in UTF-8, as hex: what an entry holds instead of the value. */
export const commitmentTo = (content: string): string => createHash('sha256').update(content).digest('hex')

/**
 * The contents behind commitments, as far as they still exist; a commitment that is missing in the answer was erased.
 * Needs a role that sees them. Without `vault`, those that are encrypted are given as the empty text.
 */
export const openContents = async (
  sql: Sql,
  vault: Vault | undefined,
  orgId: string,
  commitments: readonly (string | null)[],
): Promise<Map<string, Content>> => {
  const wanted = [...new Set(commitments.filter((each) => each !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await sql.query<Stored>(
    `select v.digest, v.content, v.ciphertext, k.id as key, k.ciphertext as key_ciphertext, k.wrapped_key, k.key_id
     from personal_values v left join personal_keys k on k.org_id = v.org_id and k.id = v.key_id
     where v.org_id = $1 and v.digest = any ($2::text[])`,
    [orgId, wanted],
  )
  const keys = new Map<string, Buffer>()
  // a value without its key is gone, as if its row were
  const kept = rows.filter(({ content, key }) => content !== null || key !== null)
  return new Map(
    kept.map((row) => [row.digest, vault || row.content ? opened(vault, orgId, row, keys) : ''] as const),
  )
}

const opened = (vault: Vault | undefined, orgId: string, row: Stored, keys: Map<string, Buffer>): Content => {
  const content = row.content ?? decrypted(vault, orgId, row, keys)
  return content !== null && commitmentTo(content) === row.digest ? content : null
}

const decrypted = (
  vault: Vault | undefined,
  orgId: string,
  { digest, ciphertext, key, key_ciphertext, wrapped_key, key_id }: Stored,
  keys: Map<string, Buffer>,
): Content => {
  if (!vault || !ciphertext || !key || !key_ciphertext || !wrapped_key || !key_id) return null
  try {
    const sealed = { ciphertext: key_ciphertext, wrappedKey: wrapped_key, keyId: key_id }
    const opener = keys.get(key) ?? vault.open(orgId, sealed, keyContext(key))
    keys.set(key, opener)
    return decrypt(opener, Buffer.from(ciphertext, 'base64url'), boundTo(orgId, digest)).toString('utf8')
  } catch (error) {
    if (error instanceof VaultError) return null
    throw error
  }
}

const image = z.record(z.string(), z.unknown()).nullable()
const rowContent = z.object({ before: image, after: image })
const clientContent = z.object({ ip: z.string().nullable(), user_agent: z.string().nullable() })

const valueIn = (content: string): unknown => JSON.parse(content.slice(saltLength))

/** The personal values of an entry's two images of a row. */
export type PersonalImages = z.output<typeof rowContent>

/** Reads what stands behind an entry's `personal`. */
export const imagesIn = (content: string): PersonalImages => rowContent.parse(valueIn(content))

/** An image of a row with its personal values put back in, or with words that say why they are not there. */
export const withValues = (
  masked: Record<string, unknown>,
  values: Record<string, unknown> | null | undefined,
  otherwise: string,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(masked).map(([name, value]) => [
      name,
      isMark(value) ? (values?.[name] ?? otherwise) : value,
    ]),
  )

const isMark = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && '$personal' in value && Object.keys(value).length === 1

/** An entry as it is read: images of the row before and after, and the commitment to what they leave out. */
interface Masked {
  before?: Record<string, unknown> | null
  after?: Record<string, unknown> | null
  personal: string | null
}

/** Entries as people read them: with their personal values while these exist. */
export const readThrough = async <E extends Masked>(
  sql: Sql,
  vault: Vault,
  orgId: string,
  entries: readonly E[],
): Promise<E[]> => {
  const contents = await openContents(
    sql,
    vault,
    orgId,
    entries.map(({ personal }) => personal),
  )
  return entries.map((entry) => {
    const content = entry.personal === null ? undefined : contents.get(entry.personal)
    const values = content ? imagesIn(content) : undefined
    const otherwise = content === null ? unreadableValue : erasedValue
    const shown = { ...entry }
    if (entry.before) shown.before = withValues(entry.before, values?.before, otherwise)
    if (entry.after) shown.after = withValues(entry.after, values?.after, otherwise)
    return shown
  })
}

/** Address and user agent whence a change came. */
export type Client = z.output<typeof clientContent>

/** What an entry's `client` reads as: nothing was known, or it was erased, or it is what it was. */
export const clientOf = (contents: ReadonlyMap<string, Content>, commitment: string | null): Client => {
  if (commitment === null) return { ip: null, user_agent: null }
  const content = contents.get(commitment)
  if (content) return clientContent.parse(valueIn(content))
  const why = content === null ? unreadableValue : erasedValue
  return { ip: why, user_agent: why }
}
