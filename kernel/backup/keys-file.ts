import { readFile, rename, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Sql, Tx } from '../db/index.ts'
import type { Vault } from '../vault/index.ts'
import { BackupError } from './backup-error.ts'

const contentSchema = z.object({
  format: z.literal('throughline-keys'),
  version: z.literal(1),
  made_at: z.iso.datetime(),
  /** keys of personal values, wrapped by the installation's secret */
  keys: z.array(
    z.object({
      org_id: z.uuid(),
      id: z.uuid(),
      subject_id: z.uuid(),
      ciphertext: z.string(),
      wrapped_key: z.string(),
      key_id: z.string(),
      created_at: z.string(),
    }),
  ),
  /** what was erased until then: whatever is older is erased again when it is restored */
  erasures: z.array(
    z.object({
      org_id: z.uuid(),
      id: z.uuid(),
      about: z.enum(['record', 'account']),
      subjects: z.array(z.uuid()),
      reason: z.string(),
      erased_by: z.uuid().nullable(),
    }),
  ),
})
const fileSchema = z.object({ content: z.string(), mac: z.string() })

/** The table whose rows a file of keys holds instead of the backup. */
export const keysTable = 'personal_keys'

/** Keys of personal values and the erasures so far, as they are kept apart from backups. */
export type KeysContent = z.output<typeof contentSchema>

/** What a file of keys will hold, as the caller's transaction sees it. */
export const readKeys = async (sql: Sql): Promise<KeysContent> => ({
  format: 'throughline-keys',
  version: 1,
  made_at: new Date().toISOString(),
  keys: await sql.query(
    'select org_id, id, subject_id, ciphertext, wrapped_key, key_id, created_at::text from personal_keys order by org_id, id',
  ),
  erasures: await sql.query(
    'select org_id, id, about, subjects, reason, erased_by from erasures order by erased_at, id',
  ),
})

/** Writes a file of keys in the place of an older one: the newest opens all backups, but for what was erased since. */
export const writeKeysFile = async (vault: Vault, file: string, keys: KeysContent): Promise<void> => {
  const content = JSON.stringify(keys)
  const draft = `${file}.partial`
  await writeFile(draft, JSON.stringify({ content, mac: vault.hmac('keys of backups', content) }), {
    mode: 0o600,
  })
  await rename(draft, file)
}

/** Reads a file of keys. @throws BackupError `damaged` */
export const readKeysFile = async (vault: Vault, file: string): Promise<KeysContent> => {
  try {
    const { content, mac } = fileSchema.parse(JSON.parse(await readFile(file, 'utf8')))
    if (vault.verifyHmac('keys of backups', content, mac)) return contentSchema.parse(JSON.parse(content))
  } catch (error) {
    throw new BackupError('damaged', `${file} is not a file of keys that backup --keys wrote.`, error)
  }
  throw new BackupError('damaged', `${file} was changed, or belongs to another installation.`)
}

/** Puts keys to the organizations that are there. */
export const loadKeys = async (tx: Tx, { keys }: KeysContent): Promise<void> => {
  await tx.query(
    `insert into personal_keys select r.* from jsonb_populate_recordset(null::personal_keys, $1::jsonb) r
     where exists (select 1 from organizations o where o.org_id = r.org_id)
       and not exists (select 1 from personal_keys k where k.org_id = r.org_id and k.subject_id = r.subject_id)`,
    [JSON.stringify(keys)],
  )
}
