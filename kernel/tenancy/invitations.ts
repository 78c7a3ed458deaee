import { z } from 'zod'
import { uuidv7, type Database, type Tx } from '../db/index.ts'
import type { OrgContext } from '../contract/request.ts'
import type { Page } from '../entities/read.ts'
import { notFound, Refusal } from '../module/refusal.ts'
import type { OrgRole, ProjectRole } from '../policy/policy.ts'
import { hashToken, randomToken } from '../vault/index.ts'
import type { Once } from './organizations.ts'
import { checkMemberLimit } from './plan.ts'

/** Body of an invitation. */
export const invitationBody = z.strictObject({
  email: z
    .email()
    .max(320)
    .transform((value) => value.toLowerCase()),
  role: z.enum(['admin', 'member', 'viewer']).default('member'),
  project_id: z.uuid().optional(),
  project_role: z.enum(['admin', 'contributor', 'viewer']).optional(),
})

/** Invites somebody; a former open invitation to the same address is replaced. The link is mailed where mail is configured. */
export const invite = async (
  { tx, org, scope, house, access }: OrgContext,
  body: z.output<typeof invitationBody>,
): Promise<{ id: string; link: string; mailed: boolean }> => {
  await checkMemberLimit(tx, org.id)
  if ((body.project_id === undefined) !== (body.project_role === undefined))
    throw new Refusal(422, 'invalid-input', 'Name both the project and the role on it, or neither.')
  const token = randomToken('tli')
  const id = uuidv7()
  await tx.query(
    'update invitations set revoked_at = now() where org_id = $1 and email = $2 and accepted_at is null and revoked_at is null',
    [org.id, body.email],
  )
  await tx.query(
    `insert into invitations (org_id, id, email, role, project_id, project_role, token_hash, invited_by, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(days => $9))`,
    [
      org.id,
      id,
      body.email,
      body.role,
      body.project_id ?? null,
      body.project_role ?? null,
      hashToken(token),
      access.user.id,
      house.config.INVITATION_DAYS,
    ],
  )
  const link = `${house.publicUrl}/invitation?token=${token}`
  const { mailer } = house
  if (mailer.available) {
    tx.afterCommit(() => {
      mailer
        .send({
          to: body.email,
          subject: `${access.user.name} invites you to ${org.name}`,
          text: `Open this link to join ${org.name}:\n\n${link}\n`,
        })
        .catch((error: unknown) =>
          house.log.warn({ err: error, request_id: scope.requestId }, 'an invitation could not be mailed'),
        )
    })
  }
  return { id, link, mailed: mailer.available }
}

/** Invitations that can still be accepted. */
export const openInvitations = async (
  tx: Tx,
  orgId: string,
): Promise<Page<{ id: string; email: string; role: string; expires_at: string }>> => ({
  items: await tx.query(
    'select id, email, role, expires_at from invitations where org_id = $1 and accepted_at is null and revoked_at is null and expires_at > now() order by created_at',
    [orgId],
  ),
  next_cursor: null,
})

/** Takes an invitation back. @throws Refusal 404 */
export const revokeInvitation = async (tx: Tx, orgId: string, id: string): Promise<void> => {
  const rows = await tx.query(
    'update invitations set revoked_at = now() where org_id = $1 and id::text = $2 and accepted_at is null and revoked_at is null returning id',
    [orgId, id],
  )
  if (rows.length === 0) throw notFound('invitation')
}

interface Invitation {
  org_id: string
  id: string
  email: string
  role: OrgRole
  project_id: string | null
  project_role: ProjectRole | null
}

/** Joins the organization that an invitation names, once; only the person with its mail address can. @throws Refusal 404, 402 */
export const acceptInvitation = async (
  database: Database,
  user: { id: string; email: string },
  token: string,
  requestId: string,
  once: Once = (_tx, _scope, join) => join(),
): Promise<{ org_id: string }> => {
  const [found] = await database
    .sql('identity')
    .query<Invitation>(
      `select org_id, id, email, role, project_id, project_role from invitations where token_hash = $1`,
      [hashToken(token)],
    )
  if (!found || found.email !== user.email.toLowerCase()) throw notFound('invitation')
  const scope = {
    orgId: found.org_id,
    projectIds: [],
    actor: { type: 'user' as const, id: user.id },
    requestId,
  }
  await database.tenant(scope, (tx) => once(tx, scope, () => join(tx, found, user.id)))
  return { org_id: found.org_id }
}

const join = async (tx: Tx, found: Invitation, userId: string): Promise<{ org_id: string }> => {
  await checkMemberLimit(tx, found.org_id)
  const claimed = await tx.query(
    'update invitations set accepted_at = now() where org_id = $1 and id = $2 and accepted_at is null and revoked_at is null and expires_at > now() returning id',
    [found.org_id, found.id],
  )
  if (claimed.length === 0) throw notFound('invitation')
  await tx.query(
    'insert into organization_members (org_id, id, user_id, role) values ($1, $2, $3, $4) on conflict (org_id, user_id) where removed_at is null do nothing',
    [found.org_id, uuidv7(), userId, found.role],
  )
  if (found.project_id) {
    await tx.query(
      'insert into project_members (org_id, id, project_id, user_id, role) values ($1, $2, $3, $4, $5) on conflict (org_id, project_id, user_id) where revoked_at is null do update set role = excluded.role',
      [found.org_id, uuidv7(), found.project_id, userId, found.project_role],
    )
  }
  return { org_id: found.org_id }
}
