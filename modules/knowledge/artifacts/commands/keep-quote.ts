import { linkEntities, spanFor } from '#kernel/graph/index.ts'
import type { Context } from '#kernel/module/index.ts'
import { placeIn } from '../queries/locate-span.ts'
import { fileNamed, textOf } from '../store.ts'

/**
 * Lets a record rest on words of a file, found by what they say: between words any white space.
 * @throws Error where the project has no such file or the words are not in it
 */
export const restOnQuote = async (
  context: Context,
  recordId: string,
  { file, words }: { file: string; words: string },
): Promise<void> => {
  const artifactId = await fileNamed(context, file)
  const stored = artifactId === undefined ? undefined : await textOf(context, artifactId)
  const pattern = words
    .split(' ')
    .map(literally)
    .join(String.raw`\s+`)
  const found = stored && new RegExp(pattern).exec(stored.text)
  if (artifactId === undefined || !found) throw new Error(`“${words}” is not in ${file}`)
  const [start, end] = [found.index, found.index + found[0].length]
  const place = placeIn(stored, start, end)
  const spanId = await spanFor(context, { artifactId, start, end, quote: found[0], ...place })
  await linkEntities(context, { sourceId: recordId, relation: 'rests_on', targetId: artifactId, spanId })
}

const literally = (word: string): string => word.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)
