import { z } from 'zod'
import { projectAction, projectQuery, type Endpoint } from '../contract/endpoint.ts'
import { undoChange, viewChange } from './undo.ts'

const record = z
  .object({
    id: z.uuid(),
    key: z.string(),
    kind: z.string(),
    label: z.string(),
    version: z.int(),
    effect: z.enum(['created', 'changed', 'deleted', 'restored']),
    fields: z.array(z.string()),
  })
  .meta({ id: 'ChangedRecord' })
const link = z
  .object({
    id: z.uuid(),
    source_id: z.uuid(),
    target_id: z.uuid(),
    effect: z.enum(['added', 'removed', 'altered']),
  })
  .meta({ id: 'ChangedLink' })

/** Changes as wholes: all that one request did in a project, and the way back. */
export const undoEndpoints: readonly Endpoint[] = [
  projectQuery({
    path: 'changes/{change}',
    name: 'changes.get',
    summary:
      'What one request changed (its id is request_id in histories, X-Request-Id on answers), and whether it can be undone now',
    permit: { kind: 'artifact', action: 'view' },
    output: z
      .object({
        id: z.string(),
        at: z.string(),
        actor: z.object({ type: z.string(), id: z.uuid().nullable(), name: z.string().nullable() }),
        reason: z.string().nullable(),
        undoes: z.string().nullable(),
        records: z.array(record),
        links: z.array(link),
        undoable: z.boolean(),
        refusal: z.object({ code: z.string(), detail: z.string() }).nullable(),
        conflicts: z.array(
          z.object({
            record: z.uuid(),
            key: z.string(),
            field: z.string(),
            message: z.string(),
            now: z.unknown(),
            at: z.string().nullable(),
            by: z.string().nullable(),
          }),
        ),
      })
      .meta({ id: 'Change' }),
    handle: (context, { params }) => viewChange(context, params.change),
  }),
  projectAction({
    method: 'POST',
    path: 'changes/{change}/undo',
    name: 'changes.undo',
    summary: 'Take a change back by a new one, all or nothing; refused where the same was changed since',
    permit: { kind: 'artifact', action: 'view' },
    body: z
      .strictObject({
        records: z.array(z.string().min(1).max(100)).min(1).max(200).optional(),
        reason: z.string().max(2_000).optional(),
      })
      .optional(),
    output: z.object({
      undone: z.string(),
      change: z.string(),
      records: z.array(record),
      links: z.array(link),
    }),
    handle: (context, { params, body }) => undoChange(context, params.change, body?.records),
  }),
]
