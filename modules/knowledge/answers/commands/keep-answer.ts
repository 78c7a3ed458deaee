import { entityById, type Entity } from '#kernel/entities/index.ts'
import { linkEvidence } from '#modules/agents/suggestions/index.ts'
import { Refusal, type Context } from '#kernel/module/index.ts'
import { addFile, artifactFolder, cleanFileName, lockContents } from '#modules/knowledge/artifacts/index.ts'
import { keptCategory, type Answer } from '../answer.ts'
import { answerOf } from '../store.ts'

/** How an answer is to be kept. */
export interface KeepWish {
  filename?: string | undefined
  /** id or key of a folder of the library */
  folder?: string | undefined
}

/**
 * Keeps an answer as a file of the library that rests on the very words it cites. Keeping it again gives the same file.
 * @throws Refusal 404, 409 where there is nothing to keep
 */
export const keepAnswer = async (context: Context, id: string, wish: KeepWish): Promise<Entity> => {
  const answer = await answerOf(context, id)
  if (answer.citations.length === 0)
    throw new Refusal(409, 'nothing-to-keep', 'This answer cites nothing, so there is nothing to keep.')
  const folder = wish.folder === undefined ? null : await entityById(context, artifactFolder, wish.folder)
  const content = Buffer.from(documentOf(answer))
  const stored = await context.house.blobs.put(context.scope.orgId, content, { maxBytes: content.length })
  await lockContents(context, [stored.key])
  const { entity } = await addFile(context, {
    filename: cleanFileName(wish.filename ?? `${answer.question.slice(0, 80)}.md`),
    mediaType: 'text/markdown',
    stored,
    folderId: folder?.id ?? null,
    category: keptCategory,
  })
  await linkEvidence(context, [{ id: entity.id, evidence: answer.citations }])
  return entity
}

/** The answer as Markdown: what was asked, what was answered, the words it rests on. */
const documentOf = ({ question, answer, citations, sentences, engine, created_at }: Answer): string => {
  const sources = citations.map(
    ({ number, key, title, page, quote }) =>
      `- [${number}] ${key} ${title}${page === null ? '' : `, page ${page}`}: “${quote.replaceAll(/\s+/g, ' ')}”`,
  )
  const doubts = sentences
    .filter(({ reason }) => reason !== null)
    .map(({ start, end, reason }) => `- “${answer.slice(start, end)}” ${reason}`)
  return [
    `# ${question.replaceAll(/\s+/g, ' ')}`,
    answer,
    ...(doubts.length > 0 ? ['## Not borne out by the sources', doubts.join('\n')] : []),
    '## Sources',
    sources.join('\n'),
    `Answered ${created_at.slice(0, 10)} by ${engine === 'offline' ? 'the built-in engine, in the words of the sources' : engine}.`,
    '',
  ].join('\n\n')
}
