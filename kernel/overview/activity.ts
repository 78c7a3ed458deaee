import { z } from 'zod'
import { keyOf } from '../entities/kind.ts'
import type { Page, Reader } from '../entities/read.ts'
import { invalid } from '../module/refusal.ts'
import { allows } from '../policy/policy.ts'

/** One thing that happened to a record, as the story of a project tells it. */
export const activitySchema = z
  .object({
    id: z.uuid(),
    at: z.string(),
    request_id: z.string().nullable(),
    actor: z.object({ type: z.string(), id: z.uuid().nullable(), name: z.string().nullable() }),
    action: z.string(),
    fields: z.array(z.string()),
    /** the state after, where the state was what changed */
    state: z.string().nullable(),
    reason: z.string().nullable(),
    entity: z.object({
      id: z.uuid(),
      key: z.string(),
      kind: z.string(),
      label: z.string(),
      deleted: z.boolean(),
    }),
  })
  .meta({ id: 'Activity' })

/** What may be asked of the story of a project. */
export const activityQuery = z.strictObject({
  since: z.iso.datetime({ offset: true }).optional(),
  kind: z.string().max(60).optional(),
  /** only what came into being or changed one of these fields (a,b) */
  fields: z
    .string()
    .max(500)
    .optional()
    .transform((names) => names?.split(',')),
  /** whether changes are told that followed by themselves, such as what reading a file found: fields that nobody edits, outside of any action */
  derived: z.stringbool().default(true),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
})

interface Row {
  id: string
  occurred_at: string
  request_id: string | null
  actor_type: string
  actor_id: string | null
  actor_name: string | null
  action: string
  changed: string[]
  after: Record<string, unknown> | null
  reason: string | null
  row_id: string
  kind: string
  number: number
  label: string
  deleted: boolean
}

const bookkeeping = new Set([
  'org_id',
  'id',
  'project_id',
  'version',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'deleted_at',
  'deleted_by',
  'label',
])

/** What happened to the records that the caller may see, newest first. @throws Refusal 422 for a cursor of another list */
export const activityOf = async (
  reader: Reader,
  query: z.output<typeof activityQuery>,
): Promise<Page<z.output<typeof activitySchema>>> => {
  const { registry } = reader.house
  const kinds = [...registry.kinds.values()].filter(
    ({ kind }) =>
      (query.kind === undefined || query.kind === kind) &&
      allows(registry.policy(kind), reader.caller, 'view'),
  )
  const [beforeTime, beforeId] = placeIn(query.cursor) ?? [null, null]
  const rows = await reader.tx.query<Row>(
    `select a.id, a.occurred_at, a.request_id, a.actor_type, a.actor_id, u.name as actor_name, a.action, a.changed, a.after, a.reason, a.row_id,
       a.kind, e.number, e.label, e.deleted_at is not null as deleted
     from audit_log a join entities e on e.org_id = a.org_id and e.id = a.row_id left join users u on u.id = a.actor_id
     where a.org_id = $1 and a.project_id = $2 and a.kind = any ($3::text[]) and a.occurred_at >= coalesce($4::timestamptz, '-infinity')
       and ($5::timestamptz is null or (a.occurred_at, a.id) < ($5::timestamptz, $6::uuid))
       and ($8::jsonb is null or a.action <> 'update' or a.verb is not null
         or a.changed && array(select jsonb_array_elements_text($8::jsonb -> a.kind)))
       and ($9::text[] is null or a.changed && $9::text[])
     order by a.occurred_at desc, a.id desc limit $7`,
    [
      reader.scope.orgId,
      reader.project.id,
      kinds.map(({ kind }) => kind),
      query.since ?? null,
      beforeTime,
      beforeId,
      query.limit + 1,
      query.derived
        ? null
        : JSON.stringify(
            Object.fromEntries(kinds.map(({ kind, editSchema }) => [kind, Object.keys(editSchema.shape)])),
          ),
      query.fields ?? null,
    ],
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    items: page.map((row) => shaped(reader, row)),
    next_cursor:
      rows.length > query.limit && last
        ? Buffer.from(JSON.stringify([last.occurred_at, last.id])).toString('base64url')
        : null,
  }
}

const shaped = (reader: Reader, row: Row): z.output<typeof activitySchema> => {
  const kind = reader.house.registry.kind(row.kind)
  const stateField = kind?.states?.field
  const state = stateField && row.changed.includes(stateField) ? row.after?.[stateField] : null
  return {
    id: row.id,
    at: row.occurred_at,
    request_id: row.request_id,
    actor: { type: row.actor_type, id: row.actor_id, name: row.actor_name },
    action: row.action,
    fields: row.action === 'update' ? row.changed.filter((name) => !bookkeeping.has(name)) : [],
    state: typeof state === 'string' ? state : null,
    reason: row.reason,
    entity: {
      id: row.row_id,
      key: kind ? keyOf(kind, row.number) : row.row_id,
      kind: row.kind,
      label: row.label,
      deleted: row.deleted,
    },
  }
}

const place = z.tuple([z.string().max(40), z.uuid()])

const placeIn = (cursor: string | undefined): z.output<typeof place> | undefined => {
  if (cursor === undefined) return undefined
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    throw invalid([{ path: 'cursor', message: 'does not belong to this list; start again without it' }])
  }
}
