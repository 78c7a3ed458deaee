import { z } from 'zod'
import { orgEndpoint, type Endpoint } from '../contract/endpoint.ts'
import type { OrgContext } from '../contract/request.ts'
import { pageOf } from '../contract/schemas.ts'
import { uuidv7 } from '../db/index.ts'
import { invalid, notFound, Refusal } from '../module/refusal.ts'
import { projectRoles } from '../policy/policy.ts'
import { capped, type ProjectAccess } from './access.ts'

const member = z
  .object({
    id: z.uuid(),
    user_id: z.uuid(),
    name: z.string(),
    email: z.string(),
    role: z.enum(projectRoles),
    granted_at: z.string(),
    expires_at: z.string().nullable(),
  })
  .meta({ id: 'ProjectMember' })

const grant = z.strictObject({
  user_id: z.uuid(),
  role: z.enum(projectRoles),
  /** from then on the role no longer holds; absent: until it is taken away */
  expires_at: z.iso.datetime({ offset: true }).nullable().optional(),
})

const visible = ({ org }: OrgContext, reference: string): ProjectAccess => {
  const project = org.projects.find(({ id, slug }) => id === reference || slug === reference)
  if (!project) throw notFound('project')
  return project
}

/** Administrators of the organization or of the project say who works in it. @throws Refusal 403, 404 */
const governed = (context: OrgContext, reference: string): ProjectAccess => {
  const project = visible(context, reference)
  if (capped(project.role, context.access.scopes) !== 'admin')
    throw new Refusal(403, 'forbidden', 'Only an administrator of the project can say who works in it.')
  return project
}

const membersOfProject = (context: OrgContext, projectId: string) =>
  context.tx.query<z.output<typeof member>>(
    `select p.id, p.user_id, u.name, u.email, p.role, p.granted_at, p.expires_at from project_members p join users u on u.id = p.user_id
     where p.org_id = $1 and p.project_id = $2 and p.revoked_at is null order by u.name, p.id`,
    [context.org.id, projectId],
  )

const giveRole = async (
  context: OrgContext,
  projectId: string,
  { user_id, role, expires_at }: z.output<typeof grant>,
): Promise<void> => {
  if (expires_at && expires_at <= context.now)
    throw invalid([{ path: 'expires_at', message: 'must be in the future' }])
  const [person] = await context.tx.query(
    'select 1 from organization_members where org_id = $1 and user_id = $2 and removed_at is null',
    [context.org.id, user_id],
  )
  if (!person) throw invalid([{ path: 'user_id', message: 'is not a member of this organization' }])
  await context.tx.query(
    `insert into project_members (org_id, id, project_id, user_id, role, granted_by, expires_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (org_id, project_id, user_id) where revoked_at is null
     do update set role = excluded.role, granted_by = excluded.granted_by, expires_at = excluded.expires_at, granted_at = now()`,
    [context.org.id, uuidv7(), projectId, user_id, role, context.access.user.id, expires_at ?? null],
  )
}

/** Who works in a project, as what, and until when. */
export const projectMemberEndpoints: readonly Endpoint[] = [
  orgEndpoint({
    method: 'GET',
    path: 'projects/{id}/members',
    name: 'project_members.list',
    summary: 'Who has a role on a project, and until when',
    permit: { orgRole: 'viewer' },
    output: pageOf(member),
    handle: async (context, { params }) => ({
      items: await membersOfProject(context, visible(context, params.id).id),
      next_cursor: null,
    }),
  }),
  orgEndpoint({
    method: 'POST',
    path: 'projects/{id}/members',
    name: 'project_members.grant',
    summary: 'Give a member of the organization a role on a project, or change it',
    permit: { orgRole: 'viewer' },
    body: grant,
    output: pageOf(member),
    handle: async (context, { params, body }) => {
      const project = governed(context, params.id)
      await giveRole(context, project.id, body)
      context.tx.afterCommit(() => context.house.hub.wake('access'))
      return { items: await membersOfProject(context, project.id), next_cursor: null }
    },
  }),
  orgEndpoint({
    method: 'DELETE',
    path: 'projects/{id}/members/{member}',
    name: 'project_members.revoke',
    summary: 'Take the role on a project away, or lay down your own',
    permit: { orgRole: 'viewer' },
    output: z.object({ done: z.literal(true) }),
    handle: async (context, { params }) => {
      const project = visible(context, params.id)
      const mine = (await membersOfProject(context, project.id)).find(({ id }) => id === params.member)
      if (mine?.user_id !== context.access.user.id) governed(context, params.id)
      if (!mine) throw notFound('member of the project')
      await context.tx.query('update project_members set revoked_at = now() where org_id = $1 and id = $2', [
        context.org.id,
        mine.id,
      ])
      context.tx.afterCommit(() => context.house.hub.wake('access'))
      return { done: true }
    },
  }),
]
