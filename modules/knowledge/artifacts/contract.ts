import { z } from 'zod'
import { projectQuery } from '#kernel/contract/index.ts'
import { entityById, type Entity } from '#kernel/entities/index.ts'
import { invalid, Refusal, type Reading } from '#kernel/module/index.ts'
import { artifact } from './kinds.ts'
import { placeIn } from './queries/locate-span.ts'
import { textOf, type StoredText } from './store.ts'
import { boxSchema } from './words.ts'

export { restOnQuote } from './commands/keep-quote.ts'
export { takeInFiles, takeInVersion, type OwnFile } from './commands/take-in-files.ts'

const offset = z.int().nonnegative()
const cell = z.object({ sheet: z.string(), address: z.string() })
const block = z.object({
  start: offset,
  end: offset,
  kind: z.enum([
    'heading',
    'paragraph',
    'list-item',
    'table-row',
    'cell',
    'code',
    'quote',
    'mail-header',
    'running',
  ]),
  level: z.int().nullable(),
  page: z.int().nullable(),
  cell: cell.nullable(),
})
const page = z.object({ number: z.int(), width: z.number(), height: z.number() })

const permit = { kind: 'artifact', action: 'view' }

/** `GET artifacts/{id}/text`: what was read; every offset of the product points into exactly this text. */
export const readText = projectQuery({
  path: 'artifacts/{id}/text',
  name: 'artifacts.text',
  summary: 'Text of a file with its blocks; offsets are UTF-16, half-open',
  permit,
  output: z
    .object({
      text: z.string(),
      blocks: z.array(block),
      pages: z.array(page).nullable(),
      metadata: z.record(z.string(), z.string()),
    })
    .meta({ id: 'ArtifactText' }),
  async handle(reading, { params }) {
    const { text, blocks, pages, metadata } = await storedText(reading, params.id)
    return {
      text,
      pages,
      metadata,
      blocks: blocks.map(({ start, end, kind, level, page: number, cell: at }) => ({
        start,
        end,
        kind,
        level: level ?? null,
        page: number ?? null,
        cell: at ?? null,
      })),
    }
  },
})

/** `GET artifacts/{id}/place`: where words stand on the page or in the table. */
export const readPlace = projectQuery({
  path: 'artifacts/{id}/place',
  name: 'artifacts.place',
  summary: 'Where words of a file stand: page and rectangles, or cells',
  permit,
  query: z.strictObject({
    start: z.coerce.number().int().nonnegative(),
    end: z.coerce.number().int().positive(),
  }),
  output: z.object({ page: z.int().nullable(), boxes: z.array(boxSchema), cell: z.string().nullable() }),
  async handle(reading, { params, query }) {
    const stored = await storedText(reading, params.id)
    if (query.end <= query.start || query.end > stored.text.length) {
      throw invalid([{ path: 'end', message: `must be after start and at most ${stored.text.length}` }])
    }
    const { page: number, boxes, cell: at } = placeIn(stored, query.start, query.end)
    return { page: number ?? null, boxes: boxes ?? [], cell: at ?? null }
  },
})

const storedText = async (reading: Reading, idOrKey: string): Promise<StoredText> => {
  const entity = await entityById(reading, artifact, idOrKey)
  const stored = await textOf(reading, entity.id)
  if (!stored) throw noText(entity)
  return stored
}

const noText = ({ key, state, failure_reason }: Entity): Refusal =>
  state === 'failed'
    ? new Refusal(409, 'not-readable', `${key} could not be read. ${String(failure_reason)}`)
    : new Refusal(409, 'not-read-yet', `${key} has not been read yet. Try again shortly.`)
