import { randomBytes } from 'node:crypto'
import { uuidv7, type Tx } from '../db/index.ts'
import { boundTo, encrypt, type Vault } from '../vault/index.ts'
import { keyContext } from './personal-values.ts'

interface Open {
  digest: string
  subject_id: string
  content: string
}

interface SubjectKey {
  id: string
  key: Buffer
}

/**
 * Encrypts the values behind commitments, each with the key of its subject; keys are made as needed. Afterwards no copy
 * of a value can be read without its key. The caller holds the lock of the organization's chain.
 */
export const sealValues = async (
  tx: Tx,
  vault: Vault,
  orgId: string,
  commitments: readonly (string | null)[],
): Promise<void> => {
  const wanted = [...new Set(commitments.filter((each) => each !== null))]
  if (wanted.length === 0) return
  const open = await tx.query<Open>(
    'select digest, subject_id, content from personal_values where org_id = $1 and digest = any ($2::text[]) and content is not null',
    [orgId, wanted],
  )
  if (open.length === 0) return
  const keys = await keysOf(tx, vault, orgId, [...new Set(open.map(({ subject_id }) => subject_id))])
  const sealed = open.flatMap(({ digest, subject_id, content }) => {
    const of = keys.get(subject_id)
    if (!of) return []
    const bytes = encrypt(of.key, Buffer.from(content, 'utf8'), boundTo(orgId, digest))
    return [{ digest, keyId: of.id, ciphertext: bytes.toString('base64url') }]
  })
  await tx.query(
    `update personal_values v set content = null, ciphertext = s.ciphertext, key_id = s.key_id
     from unnest($2::text[], $3::text[], $4::uuid[]) as s (digest, ciphertext, key_id) where v.org_id = $1 and v.digest = s.digest`,
    [
      orgId,
      sealed.map(({ digest }) => digest),
      sealed.map(({ ciphertext }) => ciphertext),
      sealed.map(({ keyId }) => keyId),
    ],
  )
}

const keysOf = async (
  tx: Tx,
  vault: Vault,
  orgId: string,
  subjects: readonly string[],
): Promise<Map<string, SubjectKey>> => {
  const known = await tx.query<{
    id: string
    subject_id: string
    ciphertext: string
    wrapped_key: string
    key_id: string
  }>(
    'select id, subject_id, ciphertext, wrapped_key, key_id from personal_keys where org_id = $1 and subject_id = any ($2::uuid[])',
    [orgId, subjects],
  )
  const keys = new Map<string, SubjectKey>(
    known.map(({ id, subject_id, ciphertext, wrapped_key, key_id }) => {
      const sealed = { ciphertext, wrappedKey: wrapped_key, keyId: key_id }
      return [subject_id, { id, key: vault.open(orgId, sealed, keyContext(id)) }]
    }),
  )
  for (const subject of subjects.filter((each) => !keys.has(each))) {
    const id = uuidv7()
    const key = randomBytes(32)
    const { ciphertext, wrappedKey, keyId } = vault.seal(orgId, key, keyContext(id))
    tx.defer(
      'insert into personal_keys (org_id, id, subject_id, ciphertext, wrapped_key, key_id) values ($1, $2, $3, $4, $5, $6)',
      [orgId, id, subject, ciphertext, wrappedKey, keyId],
    )
    keys.set(subject, { id, key })
  }
  return keys
}
