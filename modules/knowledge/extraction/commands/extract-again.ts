import { z } from 'zod'
import { projectAction, projectQuery } from '#kernel/contract/index.ts'
import { entityById, type Reader } from '#kernel/entities/index.ts'
import { Refusal } from '#kernel/module/index.ts'
import { artifact, reopenProcessing, sourceOf } from '#modules/knowledge/artifacts/index.ts'
import type { ExtractionSource } from '../engine/index.ts'
import { estimateExtraction } from '../estimate.ts'
import { extractJob } from '../jobs/extract.job.ts'

const estimate = z
  .object({
    engine: z.enum(['offline', 'model']),
    model: z.string().nullable(),
    parts: z.int(),
    input_tokens: z.int(),
    output_tokens: z.int(),
    cost: z.string().nullable(),
    currency: z.string().nullable(),
    confirm_tokens: z.int(),
    ceiling_tokens: z.int(),
    needs_confirmation: z.boolean(),
    allowed: z.boolean(),
  })
  .meta({ id: 'ExtractionEstimate' })

/** What reading a file with the configured model would take, before it is read. */
export const extractionEstimate = projectQuery({
  path: 'artifacts/{id}/extraction-estimate',
  name: 'artifacts.extraction_estimate',
  summary: 'Tokens and cost of reading a file with the configured model',
  permit: { kind: 'artifact', action: 'view' },
  output: estimate,
  handle: async (reader, { params }) => {
    const { source } = await sourceFor(reader, params.id)
    return estimateExtraction(reader, source)
  },
})

/**
 * Draws the findings of a file anew. Where the estimate needs to be confirmed, `accepted_tokens` says that somebody
 * saw it; the configured ceiling holds all the same.
 */
export const extractAgain = projectAction({
  method: 'POST',
  path: 'artifacts/{id}/extract',
  name: 'artifacts.extract',
  summary: 'Draw the findings of a file anew, with the model or offline',
  permit: { kind: 'artifact', action: 'edit' },
  successStatus: 202,
  body: z.strictObject({
    engine: z.enum(['offline', 'model']).optional(),
    accepted_tokens: z.int().min(0).optional(),
  }),
  output: z.object({ run_id: z.uuid(), estimate }),
  handle: async (context, { params, body }) => {
    const { id, source } = await sourceFor(context, params.id)
    const expected = await estimateExtraction(context, source)
    if (body.engine !== 'offline') refuseUnconfirmed(expected, body.accepted_tokens)
    if (!(await reopenProcessing(context, id)))
      throw new Refusal(
        409,
        'not-processed',
        'This file is being read, or could not be read. Wait, or retry reading it.',
      )
    const run_id = await context.send(extractJob, { artifact_id: id, ...body }, { entityId: id })
    return { run_id, estimate: expected }
  },
})

const sourceFor = async (
  reader: Reader,
  idOrKey: string,
): Promise<{ id: string; source: ExtractionSource }> => {
  const { id, key } = await entityById(reader, artifact, idOrKey)
  const source = await sourceOf(reader, id)
  if (!source) throw new Refusal(409, 'no-text', `${key} has no text yet. Wait until it is read.`)
  return { id, source }
}

const refuseUnconfirmed = (
  { allowed, needs_confirmation, input_tokens, output_tokens, ceiling_tokens }: z.output<typeof estimate>,
  accepted: number | undefined,
): void => {
  const tokens = input_tokens + output_tokens
  if (!allowed)
    throw new Refusal(
      409,
      'over-ceiling',
      `Reading this file with the model would take about ${tokens} tokens; the ceiling of one file is ${ceiling_tokens}. Read it offline, or raise EXTRACTION_CEILING_TOKENS.`,
    )
  if (needs_confirmation && (accepted ?? 0) < tokens)
    throw new Refusal(
      409,
      'needs-confirmation',
      `Reading this file with the model would take about ${tokens} tokens. Repeat the request with accepted_tokens ${tokens} or more to go ahead.`,
    )
}
