import type { Kind, Entity } from '#kernel/entities/index.ts'
import type { Context } from '#kernel/module/index.ts'
import { chunkText, runningHeads, type ChunkableBlock } from './chunking.ts'
import { noteChunks } from '#modules/knowledge/artifacts/index.ts'
import { replacePassages, type Passage, type PassageChanges } from './passages.ts'

interface StoredText {
  filename: string
  title: string | null
  content: string | null
  blocks: ChunkableBlock[] | null
}

/** How much of the headers and footers of its pages a file is found by, with its title, in UTF-16 units. */
const longestHeads = 1_000

/**
 * Makes a file findable by its name, its title, what stands at the edges of its pages and, once it was read, by its text.
 * Gives undefined where there is no such file, or it is in the bin.
 */
export const indexArtifact = async (
  context: Context,
  artifactId: string,
): Promise<PassageChanges | undefined> => {
  const [file] = await context.tx.query<StoredText>(
    `select a.filename, a.title, t.content, t.blocks from artifacts a
     join entities e on e.org_id = a.org_id and e.id = a.id and e.deleted_at is null
     left join artifact_texts t on t.org_id = a.org_id and t.artifact_id = a.id where a.org_id = $1 and a.id = $2`,
    [context.scope.orgId, artifactId],
  )
  if (!file) return undefined
  const title = file.title ?? ''
  const name: Passage = {
    position: -1,
    start: null,
    end: null,
    page: null,
    heading: [],
    text: file.filename,
    also: [title, ...runningHeads(file.content ?? '', file.blocks ?? [])]
      .join(' ')
      .slice(0, longestHeads)
      .toWellFormed(),
  }
  const chunks = chunkText(file.content ?? '', file.blocks ?? [])
  const passages = chunks.map(({ start, end, heading, page }, position): Passage => {
    const text = (file.content ?? '').slice(start, end)
    // the title of a document says what each of its passages is about; the first one mostly holds it already
    return {
      position,
      start,
      end,
      page,
      heading,
      text,
      also: position === 0 || heading[0] === title ? '' : title,
    }
  })
  await noteChunks(context, artifactId, passages.length)
  return replacePassages(context, 'artifact', [{ id: artifactId, passages: [name, ...passages] }])
}

/** Makes records of any other kind findable by their keys and the words of their searchable fields. */
export const indexRecords = (
  context: Context,
  kind: Kind,
  rows: readonly Entity[],
): Promise<PassageChanges> =>
  replacePassages(
    context,
    kind.kind,
    rows.map((row) => ({ id: row.id, passages: passagesOf(kind, row) })),
  )

const passagesOf = (kind: Kind, row: Entity): Passage[] => {
  const fields = [...new Set([kind.title, ...kind.search])].map((name) => row[name])
  const text = fields
    .filter((value): value is string => typeof value === 'string' && value.trim() !== '')
    .join('\n\n')
  return chunkText(text, []).map(({ start, end }, position): Passage => {
    const also = position === 0 ? row.key : `${row.key} ${row.label}`
    return { position, start: null, end: null, page: null, heading: [], text: text.slice(start, end), also }
  })
}
