import { z } from 'zod'
import type { Sql } from '../db/index.ts'
import { invalid } from '../module/refusal.ts'
import type { Vault } from '../vault/index.ts'
import { clientOf, openContents, readThrough } from './personal-values.ts'

const id = z.uuid()
const moment = z.iso.datetime({ offset: true })

/** Filters of the log; all are optional and hold together. */
export const auditQuery = z.strictObject({
  actor: id.optional(),
  table: z.string().max(100).optional(),
  row_id: id.optional(),
  kind: z.string().max(100).optional(),
  /** entries that changed this field */
  field: z.string().max(100).optional(),
  action: z.string().max(30).optional(),
  from: moment.optional(),
  to: moment.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(500).optional(),
})

/** One entry as an administrator reads it; `seq` and `hash` are null until it is sealed. */
export const auditEntrySchema = z.object({
  id,
  occurred_at: z.string(),
  project_id: id.nullable(),
  table: z.string(),
  row_id: id,
  kind: z.string().nullable(),
  version: z.int().nullable(),
  action: z.string(),
  changed: z.array(z.string()),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  actor: z.object({ type: z.string(), id: id.nullable(), name: z.string().nullable() }),
  reason: z.string().nullable(),
  verb: z.string().nullable(),
  undoes: z.string().nullable(),
  request_id: z.string().nullable(),
  ip: z.string().nullable(),
  user_agent: z.string().nullable(),
  /** 'demo' where the time is one that the story of a demo gives; when it was sealed is not */
  category: z.string().nullable(),
  sealed_at: z.string().nullable(),
  seq: z.int().nullable(),
  hash: z.string().nullable(),
})

interface Row extends Omit<z.output<typeof auditEntrySchema>, 'actor' | 'ip' | 'user_agent'> {
  personal: string | null
  client: string | null
  actor_type: string
  actor_id: string | null
  actor_name: string | null
}

/** Entries of an organization, newest first, with their personal values while these exist. @throws Refusal 422 for a cursor that is none of ours */
export const auditEntries = async (
  sql: Sql,
  vault: Vault,
  orgId: string,
  query: z.output<typeof auditQuery>,
) => {
  const [beforeTime, beforeId] = query.cursor === undefined ? [null, null] : readPlace(query.cursor)
  const rows = await sql.query<Row>(
    `select l.id, l.occurred_at, l.project_id, l.table_name as table, l.row_id, l.kind, l.version, l.action, l.changed, l.before, l.after,
       l.actor_type, l.actor_id, u.name as actor_name, l.reason, l.verb, l.undoes, l.request_id, l.personal, l.client, l.category, c.sealed_at, c.seq, c.hash
     from audit_log l left join users u on u.id = l.actor_id
     left join audit_chain c on c.org_id = l.org_id and c.entry_id = l.id
     where l.org_id = $1 and ($2::uuid is null or l.actor_id = $2) and ($3::text is null or l.table_name = $3) and ($4::uuid is null or l.row_id = $4)
       and l.occurred_at >= coalesce($5::timestamptz, '-infinity') and l.occurred_at <= coalesce($6::timestamptz, 'infinity')
       and ($10::text is null or l.kind = $10) and ($11::text is null or $11 = any (l.changed)) and ($12::text is null or l.action = $12)
       and ($7::timestamptz is null or (l.occurred_at, l.id) < ($7::timestamptz, $8::uuid))
     order by l.occurred_at desc, l.id desc limit $9`,
    [
      orgId,
      query.actor ?? null,
      query.table ?? null,
      query.row_id ?? null,
      query.from ?? null,
      query.to ?? null,
      beforeTime,
      beforeId,
      query.limit + 1,
      query.kind ?? null,
      query.field ?? null,
      query.action ?? null,
    ],
  )
  const page = await readThrough(sql, vault, orgId, rows.slice(0, query.limit))
  const clients = await openContents(
    sql,
    vault,
    orgId,
    page.map(({ client }) => client),
  )
  const items = page.map(({ actor_type, actor_id, actor_name, personal: _personal, client, ...row }) => ({
    ...row,
    actor: { type: actor_type, id: actor_id, name: actor_name },
    ...clientOf(clients, client),
  }))
  const last = items.at(-1)
  return {
    items,
    next_cursor:
      rows.length > query.limit && last
        ? Buffer.from(JSON.stringify([last.occurred_at, last.id])).toString('base64url')
        : null,
  }
}

const place = z.tuple([z.string().max(40), id])

const readPlace = (cursor: string): z.output<typeof place> => {
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    throw invalid([{ path: 'cursor', message: 'does not belong to this list; start again without it' }])
  }
}
