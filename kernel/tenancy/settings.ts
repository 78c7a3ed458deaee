import { z } from 'zod'
import { orgEndpoint, type Endpoint } from '../contract/endpoint.ts'
import type { OrgContext } from '../contract/request.ts'
import { invalid, notFound } from '../module/refusal.ts'
import { modulesOff } from './modules-off.ts'
import { blueprints } from './organizations.ts'

const organization = z
  .object({ id: z.uuid(), slug: z.string(), name: z.string(), plan: z.string(), created_at: z.string() })
  .meta({ id: 'OrganizationSettings' })

const day = z.iso.date().nullable()
const projectSettings = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    blueprint: z.enum(blueprints),
    status: z.enum(['active', 'on_hold', 'closed']),
    start_date: day,
    end_date: day,
    settings: z.looseObject({
      /** suggestions at least this sure are accepted without anybody's decision */
      autonomy_threshold: z.number().nullish(),
      /** suggestions less sure than this are not made */
      suggestion_threshold: z.number().nullish(),
      /** a demo that its owner can set back */
      demo: z.boolean().optional(),
    }),
    /** parts of the product that a project can do without */
    modules: z.array(z.object({ id: z.string(), title: z.string(), on: z.boolean() })),
  })
  .meta({ id: 'ProjectSettings' })

const changes = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  /** what the project is for */
  description: z.string().trim().max(5_000).nullable().optional(),
  status: z.enum(['active', 'on_hold', 'closed']).optional(),
  start_date: day.optional(),
  end_date: day.optional(),
  /** suggestions at least this sure are accepted without anybody's decision; null: none is */
  autonomy_threshold: z.number().min(0).max(1).nullable().optional(),
  suggestion_threshold: z.number().min(0).max(1).nullable().optional(),
  /** modules whose records are no longer offered; what they hold stays */
  modules_off: z.array(z.string().max(100)).max(200).optional(),
})

interface Row {
  id: string
  slug: string
  name: string
  description: string | null
  blueprint: z.output<typeof projectSettings>['blueprint']
  status: z.output<typeof projectSettings>['status']
  start_date: string | null
  end_date: string | null
  settings: Record<string, unknown>
}

const projectRow = async ({ tx, org }: OrgContext, reference: string): Promise<Row> => {
  const seen = org.projects.find(({ id, slug }) => id === reference || slug === reference)
  const [row] = await tx.query<Row>(
    `select id, slug, name, description, blueprint, status, start_date, end_date, settings from projects where org_id = $1 and id = $2`,
    [org.id, seen?.id ?? null],
  )
  if (!row) throw notFound('project')
  return row
}

const answered = ({ house }: OrgContext, row: Row): z.output<typeof projectSettings> => {
  const off = modulesOff(row.settings)
  const needed = new Set(house.registry.modules.flatMap(({ dependsOn }) => dependsOn))
  const optional = house.registry.modules.filter(
    ({ id, kinds = [] }) => !needed.has(id) && kinds.some(({ creatable }) => creatable),
  )
  return {
    ...row,
    modules: optional.map(({ id, title }) => ({ id, title, on: !off.has(id) })),
  }
}

const changeProject = async (
  context: OrgContext,
  reference: string,
  body: z.output<typeof changes>,
): Promise<z.output<typeof projectSettings>> => {
  const row = await projectRow(context, reference)
  const { autonomy_threshold, suggestion_threshold, modules_off, ...own } = body
  const next = {
    ...row,
    ...Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)),
  }
  if (next.start_date && next.end_date && next.end_date < next.start_date)
    throw invalid([{ path: 'end_date', message: 'must not be before the start' }])
  const settings = {
    ...(autonomy_threshold === undefined ? {} : { autonomy_threshold }),
    ...(suggestion_threshold === undefined ? {} : { suggestion_threshold }),
    ...(modules_off === undefined ? {} : { modules_off }),
  }
  await context.tx.query(
    `update projects set name = $3, description = $4, status = $5, start_date = $6, end_date = $7, settings = settings || $8::jsonb, updated_at = now()
     where org_id = $1 and id = $2`,
    [
      context.org.id,
      row.id,
      next.name,
      next.description,
      next.status,
      next.start_date,
      next.end_date,
      JSON.stringify(settings),
    ],
  )
  context.tx.afterCommit(() => context.house.hub.wake('access'))
  return answered(context, await projectRow(context, row.id))
}

/** What is set about an organization and its projects. */
export const settingsEndpoints: readonly Endpoint[] = [
  orgEndpoint({
    method: 'GET',
    path: 'settings',
    name: 'organizations.settings',
    summary: 'Name and plan of the organization',
    permit: { orgRole: 'viewer' },
    output: organization,
    handle: async ({ tx, org }) => {
      const [row] = await tx.query(
        'select org_id as id, slug, name, plan, created_at from organizations where org_id = $1',
        [org.id],
      )
      return row
    },
  }),
  orgEndpoint({
    method: 'PATCH',
    path: 'settings',
    name: 'organizations.edit',
    summary: 'Rename the organization',
    permit: { orgRole: 'admin' },
    body: z.strictObject({ name: z.string().trim().min(1).max(200) }),
    output: organization,
    handle: async ({ tx, org, house }, { body }) => {
      const [row] = await tx.query(
        'update organizations set name = $2, updated_at = now() where org_id = $1 returning org_id as id, slug, name, plan, created_at',
        [org.id, body.name],
      )
      tx.afterCommit(() => house.hub.wake('access'))
      return row
    },
  }),
  orgEndpoint({
    method: 'GET',
    path: 'projects/{id}/settings',
    name: 'projects.get',
    summary: 'What a project is for, its dates, its parts and how far it decides by itself',
    permit: { orgRole: 'viewer' },
    output: projectSettings,
    handle: async (context, { params }) => answered(context, await projectRow(context, params.id)),
  }),
  orgEndpoint({
    method: 'PATCH',
    path: 'projects/{id}/settings',
    name: 'projects.settings',
    summary: 'Change what is set about a project',
    permit: { orgRole: 'admin' },
    body: changes,
    output: projectSettings,
    handle: (context, { params, body }) => changeProject(context, params.id, body),
  }),
]
