import { z } from 'zod'
import { projectAction, projectQuery } from '#kernel/contract/index.ts'
import { insightType, severity } from './engine/index.ts'
import { insightSchema } from './finding-schemas.ts'
import { insightsIn, keepFeedback } from './insights/index.ts'

const listQuery = z.strictObject({
  type: insightType.optional(),
  severity: severity.optional(),
  artifact_id: z.uuid().optional(),
  dismissed: z.stringbool().default(false),
  minimum_trust: z.coerce.number().min(0).max(1).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,6}$/, 'comes from next_cursor of the page before')
    .optional(),
})

/** Insights of all files of a project; what its people found useless sinks. */
export const listInsights = projectQuery({
  path: 'insights',
  name: 'insights.list',
  summary: 'Risks, issues, decisions, actions, commitments and questions found in the files of a project',
  permit: { kind: 'artifact', action: 'view' },
  query: listQuery,
  output: z.object({ items: z.array(insightSchema), next_cursor: z.string().nullable() }),
  handle: async (reader, { query }) => {
    const offset = Number(query.cursor ?? 0)
    const items = await insightsIn(reader, {
      type: query.type,
      severity: query.severity,
      artifactId: query.artifact_id,
      dismissed: query.dismissed,
      minimumTrust: query.minimum_trust,
      limit: query.limit + 1,
      offset,
    })
    const more = items.length > query.limit
    return {
      items: items.slice(0, query.limit),
      next_cursor: more ? String(offset + query.limit) : null,
    }
  },
})

/** Rates an insight; ratings of 4 and 5 lift, of 1 and 2 lower the trust in insights of its type in this project. */
export const rateInsight = projectAction({
  method: 'POST',
  path: 'insights/{id}/rate',
  name: 'insights.rate',
  summary: 'Rate an insight from 1 to 5',
  permit: { kind: 'artifact', action: 'comment' },
  body: z.strictObject({ rating: z.int().min(1).max(5), feedback: z.string().trim().max(2_000).optional() }),
  output: insightSchema,
  handle: (context, { params, body }) => keepFeedback(context, params.id, body),
})

/** Puts an insight aside, also when its file is read again. */
export const dismissInsight = projectAction({
  method: 'POST',
  path: 'insights/{id}/dismiss',
  name: 'insights.dismiss',
  summary: 'Put an insight aside',
  permit: { kind: 'artifact', action: 'comment' },
  body: z.strictObject({ reason: z.string().trim().max(2_000).optional() }),
  output: insightSchema,
  handle: (context, { params, body }) =>
    keepFeedback(context, params.id, { dismissed: true, feedback: body.reason }),
})

/** Takes back a dismissal. */
export const recallInsight = projectAction({
  method: 'POST',
  path: 'insights/{id}/recall',
  name: 'insights.recall',
  summary: 'Take back that an insight was put aside',
  permit: { kind: 'artifact', action: 'comment' },
  body: z.strictObject({}),
  output: insightSchema,
  handle: (context, { params }) => keepFeedback(context, params.id, { dismissed: false }),
})
