import { z } from 'zod'
import { uuidv7, type Database, type TenantScope, type Tx } from '../db/index.ts'
import { Refusal } from '../module/refusal.ts'
import { hashToken, randomToken } from '../vault/index.ts'
import { accessOf, type Access } from './access.ts'

/** What a key may do. */
export const keyScopes = ['read', 'write', 'admin', 'mcp:read', 'mcp:write'] as const

/** Body of a new key. */
export const apiKeyBody = z.strictObject({
  name: z.string().trim().min(1).max(200),
  scopes: z.array(z.enum(keyScopes)).min(1).default(['read']),
  expires_at: z.iso.datetime({ offset: true }).optional(),
  project_id: z.uuid().optional(),
})

/** Makes a key; it is shown this once, the database keeps its SHA-256 (256 random bits need no slow hash). */
export const createApiKey = async (
  tx: Tx,
  scope: TenantScope,
  userId: string,
  body: z.output<typeof apiKeyBody>,
): Promise<{ id: string; api_key: string; prefix: string }> => {
  const secret = randomToken('tl')
  const id = uuidv7()
  const prefix = secret.slice(0, 10)
  await tx.query(
    'insert into api_keys (org_id, id, name, prefix, key_hash, scopes, project_id, user_id, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [
      scope.orgId,
      id,
      body.name,
      prefix,
      hashToken(secret),
      body.scopes,
      body.project_id ?? null,
      userId,
      body.expires_at ?? null,
    ],
  )
  return { id, api_key: secret, prefix }
}

interface KeyRow {
  id: string
  org_id: string
  scopes: string[]
  project_id: string | null
  user_id: string
}

/** What a key opens: one organization, as its maker, no further than its scopes. Undefined for a key that is unknown, expired or revoked. */
export const accessByKey = async (database: Database, secret: string): Promise<Access | undefined> => {
  const [key] = await database
    .sql('identity')
    .query<KeyRow>(
      `select id, org_id, scopes, project_id, user_id from api_keys where key_hash = $1 and revoked_at is null and (expires_at is null or expires_at > now())`,
      [hashToken(secret)],
    )
  if (!key) return undefined
  const [user] = await database
    .sql('identity')
    .query<{ id: string; name: string; email: string }>(
      'select id, name, email from users where id = $1 and disabled_at is null',
      [key.user_id],
    )
  if (!user) return undefined
  const orgs = (await accessOf(database, key.user_id)).filter(({ id }) => id === key.org_id)
  if (key.project_id)
    for (const org of orgs) org.projects = org.projects.filter(({ id }) => id === key.project_id)
  return { actor: { type: 'api_key', id: key.user_id }, user, orgs, scopes: key.scopes, keyId: key.id }
}

/** Revokes a key. @throws Refusal 404 */
export const revokeApiKey = async (tx: Tx, orgId: string, id: string): Promise<void> => {
  const rows = await tx.query(
    'update api_keys set revoked_at = now() where org_id = $1 and id = $2 and revoked_at is null returning id',
    [orgId, id],
  )
  if (rows.length === 0) throw new Refusal(404, 'not-found', 'There is no such key.')
}
