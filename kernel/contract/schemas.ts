import { z } from 'zod'

/** Problem details of RFC 9457 with our stable code, field errors and the request id. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })),
  request_id: z.string(),
})

/** What a caller may do with a record. */
export const abilitiesSchema = z
  .object({
    edit: z.boolean(),
    delete: z.boolean(),
    restore: z.boolean(),
    comment: z.boolean(),
    link: z.boolean(),
    verbs: z.record(z.string(), z.boolean()),
  })
  .meta({ id: 'Abilities' })

/** Words of an artifact. */
export const spanSchema = z
  .object({
    id: z.uuid(),
    artifact_id: z.uuid(),
    start: z.int(),
    end: z.int(),
    quote: z.string(),
    page: z.int().nullable(),
    cell: z.string().nullable(),
  })
  .meta({ id: 'Span' })

/** One change in a history. */
export const historyEntrySchema = z
  .object({
    id: z.uuid(),
    at: z.string(),
    actor: z.object({ type: z.string(), id: z.uuid().nullable(), name: z.string().nullable() }),
    action: z.string(),
    version: z.int().nullable(),
    changed: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
    reason: z.string().nullable(),
    verb: z.string().nullable(),
    undoes: z.string().nullable(),
    request_id: z.string().nullable(),
  })
  .meta({ id: 'HistoryEntry' })

/** A comment. */
export const commentSchema = z
  .object({
    id: z.uuid(),
    parent_id: z.uuid().nullable(),
    body: z.string(),
    author: z.object({ type: z.string(), id: z.uuid().nullable(), name: z.string().nullable() }),
    created_at: z.string(),
    edited_at: z.string().nullable(),
  })
  .meta({ id: 'Comment' })

/** A link from one of its ends. */
export const linkSchema = z
  .object({
    id: z.uuid(),
    relation: z.string(),
    direction: z.enum(['out', 'in']),
    other: z.object({ id: z.uuid(), key: z.string(), kind: z.string(), label: z.string() }),
    confidence: z.number().nullable(),
    origin: z.string(),
    span: spanSchema.nullable(),
    stale_since: z.string().nullable(),
    created_at: z.string(),
    created_by: z.object({ id: z.uuid(), name: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'Link' })

/** A walk through the graph. */
export const traceSchema = z
  .object({
    root: z.object({ id: z.uuid(), key: z.string(), kind: z.string(), label: z.string(), depth: z.int() }),
    nodes: z.array(
      z.object({ id: z.uuid(), key: z.string(), kind: z.string(), label: z.string(), depth: z.int() }),
    ),
    links: z.array(
      z.object({
        id: z.uuid(),
        source_id: z.uuid(),
        target_id: z.uuid(),
        relation: z.string(),
        confidence: z.number().nullable(),
        stale_since: z.string().nullable(),
        span: spanSchema.nullable(),
      }),
    ),
    truncated: z.boolean(),
  })
  .meta({ id: 'Trace' })

/** A page of anything. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable() })

/** Query of what can be read as it was at a time. */
export const asOfQuery = z.strictObject({ as_of: z.iso.datetime({ offset: true }).optional() })

const filterValue = z.union([z.string(), z.array(z.string())])

/** Query of every list. */
export const listQuery = z.strictObject({
  filter: z.record(z.string(), z.union([filterValue, z.record(z.string(), filterValue)])).optional(),
  q: z.string().max(500).optional(),
  sort: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
  cursor: z.string().max(2_000).optional(),
  deleted: z.stringbool().optional(),
})
