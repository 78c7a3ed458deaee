import { z } from 'zod'
import type { Asked } from './asking/ask.ts'

/** A question as it is sent. */
export const askedSchema = z.strictObject({
  question: z.string().trim().min(2, 'ask in at least two characters').max(1_000),
  /** an answer of yours that this question follows on */
  follows: z.uuid().optional(),
  folder: z.string().min(1).max(100).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  person: z.string().trim().min(1).max(255).optional(),
  topic: z.string().trim().min(1).max(255).optional(),
  tag: z.string().trim().min(1).max(60).optional(),
})

/** A question as it is asked. */
export const askedFrom = (body: z.output<typeof askedSchema>): Asked => ({
  ...body,
  question: body.question.replaceAll('\u0000', ' ').toWellFormed(),
})
