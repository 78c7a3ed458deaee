import { z } from 'zod'
import { uuidv7, type Database, type TenantScope, type Tx } from '../db/index.ts'
import { Refusal } from '../module/refusal.ts'
import { checkProjectLimit } from './plan.ts'
import { freeSlug, slugOf } from './slug.ts'

/** Kinds of project; each says with which modules it starts. */
export const blueprints = ['program', 'product', 'migration', 'factory', 'agent_board', 'blank'] as const

/** Body of a new organization. */
export const organizationBody = z.strictObject({ name: z.string().trim().min(1).max(200) })

/** Body of a new project. */
export const projectBody = z.strictObject({
  name: z.string().trim().min(1).max(200),
  description: z.string().max(5_000).optional(),
  blueprint: z.enum(blueprints).default('program'),
})

/** What was made. */
export const madeSchema = z.object({ id: z.uuid(), slug: z.string(), name: z.string() })
/** See {@link madeSchema}. */
export type Made = z.output<typeof madeSchema>

/** Runs work once, however often its request is sent, and gives what came of it. */
export type Once = <T>(tx: Tx, scope: TenantScope, work: () => Promise<T>) => Promise<T>

/** Makes an organization with its first workspace; whoever asks becomes its owner. A request that may be repeated names the id itself. */
export const createOrganization = async (
  database: Database,
  owner: { userId: string; requestId: string; ip?: string },
  name: string,
  repeatable?: { id: string; once: Once },
): Promise<Made> => {
  const id = repeatable?.id ?? uuidv7()
  const scope: TenantScope = {
    orgId: id,
    projectIds: [],
    actor: { type: 'user', id: owner.userId },
    requestId: owner.requestId,
    ip: owner.ip,
  }
  const wanted = slugOf(name)
  const taken = await database
    .sql('identity')
    .query<{ slug: string }>('select slug from organizations where slug like $1 and deleted_at is null', [
      `${wanted}%`,
    ])
  const slug = freeSlug(wanted, new Set(taken.map((row) => row.slug)))
  const make = async (tx: Tx): Promise<Made> => {
    await tx.query('insert into organizations (org_id, slug, name) values ($1, $2, $3)', [id, slug, name])
    await tx.query('insert into workspaces (org_id, id, slug, name) values ($1, $2, $3, $4)', [
      id,
      uuidv7(),
      'main',
      'Main',
    ])
    await tx.query('insert into organization_members (org_id, id, user_id, role) values ($1, $2, $3, $4)', [
      id,
      uuidv7(),
      owner.userId,
      'owner',
    ])
    return { id, slug, name }
  }
  return database.tenant(scope, (tx) => (repeatable ? repeatable.once(tx, scope, () => make(tx)) : make(tx)))
}

/** Makes a project in the organization's first workspace, within the limits of its plan. @throws Refusal 402 */
export const createProject = async (
  tx: Tx,
  scope: TenantScope,
  body: z.output<typeof projectBody>,
): Promise<Made & { blueprint: string }> => {
  await checkProjectLimit(tx, scope.orgId)
  const [workspace] = await tx.query<{ id: string }>(
    'select id from workspaces where org_id = $1 and deleted_at is null order by created_at limit 1',
    [scope.orgId],
  )
  if (!workspace) throw new Refusal(409, 'no-workspace', 'The organization has no workspace. Make one first.')
  const wanted = slugOf(body.name)
  const taken = await tx.query<{ slug: string }>(
    'select slug from projects where org_id = $1 and slug like $2 and deleted_at is null',
    [scope.orgId, `${wanted}%`],
  )
  const slug = freeSlug(wanted, new Set(taken.map((row) => row.slug)))
  const id = uuidv7()
  await tx.query(
    'insert into projects (org_id, id, workspace_id, slug, name, description, blueprint, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [
      scope.orgId,
      id,
      workspace.id,
      slug,
      body.name,
      body.description ?? null,
      body.blueprint,
      scope.actor.type === 'user' ? scope.actor.id : null,
    ],
  )
  if (scope.actor.id && scope.actor.type === 'user') {
    await tx.query(
      'insert into project_members (org_id, id, project_id, user_id, role, granted_by) values ($1, $2, $3, $4, $5, $4)',
      [scope.orgId, uuidv7(), id, scope.actor.id, 'admin'],
    )
  }
  return { id, slug, name: body.name, blueprint: body.blueprint }
}
