import { z } from 'zod'
import { projectAction } from '#kernel/contract/index.ts'
import { createEntity, entityById, type Entity } from '#kernel/entities/index.ts'
import { linkEntities, spanFor } from '#kernel/graph/index.ts'
import { invalid, Refusal, type Context } from '#kernel/module/index.ts'
import { artifact } from '../kinds.ts'
import { evidenceFor } from '../queries/evidence.ts'

const words = {
  start: z.int().nonnegative(),
  end: z.int().positive(),
}
const span = z.object({ id: z.uuid(), artifact_id: z.uuid(), quote: z.string(), page: z.int().nullable() })

/** Keeps the words at these offsets as a span that links can rest on. @throws Refusal 404, 409 before the file is read, 422 */
const keepWords = async (
  context: Context,
  idOrKey: string,
  { start, end }: { start: number; end: number },
): Promise<z.output<typeof span>> => {
  const source = await entityById(context, artifact, idOrKey)
  if (source.text_length === null && source.state !== 'processed')
    throw new Refusal(409, 'not-read-yet', `${source.key} has not been read yet. Try again shortly.`)
  const [found] = await evidenceFor(context, source.id, [{ start, end }])
  if (!found || found.quote.trim() === '')
    throw invalid([{ path: 'end', message: 'must be after start and within the text, around some words' }])
  const id = await spanFor(context, {
    artifactId: source.id,
    start,
    end,
    quote: found.quote,
    page: found.page ?? undefined,
    cell: found.cell ?? undefined,
    boxes: found.boxes ?? undefined,
  })
  return { id, artifact_id: source.id, quote: found.quote, page: found.page }
}

/** `POST artifacts/{id}/spans`: words of a file, kept so that a link can rest on them. */
export const keepSpan = projectAction({
  method: 'POST',
  path: 'artifacts/{id}/spans',
  name: 'artifacts.keep_span',
  summary: 'Keep words of a file, so that a link can rest on exactly them',
  permit: { kind: 'artifact', action: 'link' },
  successStatus: 201,
  body: z.strictObject(words),
  output: span,
  handle: (context, { params, body }) => keepWords(context, params.id, body),
})

/** `POST artifacts/{id}/records`: a new record that rests on words of a file, in one transaction. */
export const recordFromWords = projectAction({
  method: 'POST',
  path: 'artifacts/{id}/records',
  name: 'artifacts.record',
  summary: 'Make a record of any kind that rests on words of a file',
  permit: { kind: 'artifact', action: 'link' },
  successStatus: 201,
  body: z.strictObject({
    ...words,
    kind: z.string().max(60),
    fields: z.record(z.string(), z.unknown()),
  }),
  output: z.looseObject({ id: z.uuid(), key: z.string(), kind: z.string() }),
  async handle(context, { params, body }): Promise<Entity> {
    const kind = context.house.registry.kinds.get(body.kind)
    if (!kind) throw invalid([{ path: 'kind', message: 'is not a kind of record' }])
    const kept = await keepWords(context, params.id, body)
    const made = await createEntity(context, kind, body.fields)
    await linkEntities(context, {
      sourceId: made.id,
      relation: 'rests_on',
      targetId: kept.artifact_id,
      spanId: kept.id,
    })
    return made
  },
})
