import { z } from 'zod'
import { entitySchema, projectAction } from '#kernel/contract/index.ts'
import { runCommand } from '#kernel/entities/index.ts'
import { suggestion } from './kinds.ts'

const ids = z.array(z.string().min(1).max(60)).min(1).max(200)
const output = z.object({ items: z.array(entitySchema(suggestion)) })

/** Accepts several suggestions at once; all or none. */
export const acceptMany = projectAction({
  method: 'POST',
  path: 'suggestions/accept',
  name: 'suggestions.accept_many',
  summary: 'Accept several suggestions',
  permit: { kind: 'suggestion', action: 'accept' },
  body: z.strictObject({ ids, reason: z.string().max(2_000).optional() }),
  output,
  handle: async (context, { body }) => {
    const items = []
    for (const id of body.ids) items.push(await runCommand(context, suggestion, id, 'accept', {}))
    return { items }
  },
})

/** Rejects several suggestions at once for one reason; all or none. */
export const rejectMany = projectAction({
  method: 'POST',
  path: 'suggestions/reject',
  name: 'suggestions.reject_many',
  summary: 'Reject several suggestions',
  permit: { kind: 'suggestion', action: 'reject' },
  body: z.strictObject({ ids, reason: z.string().trim().min(2).max(2_000) }),
  output,
  handle: async (context, { body }) => {
    const items = []
    for (const id of body.ids)
      items.push(await runCommand(context, suggestion, id, 'reject', { reason: body.reason }))
    return { items }
  },
})
