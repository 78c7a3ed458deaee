import type { Context, Reading } from '#kernel/module/index.ts'
import { foldWords } from '../words.ts'

/** A question of which one answer is known: a sentence, and the passage from which it was taken. */
export interface KnownItem {
  /** id of the passage as it stands in the index, sentence and all */
  passage: string
  entityId: string
  sentence: string
  /** what is left of the passage without the sentence, with its heading as it is embedded and as it is indexed */
  rest: string
}

/** A sentence that could be asked: words in it, and characters. */
const words = { least: 5, most: 40 }
const longestSentence = 400

/** Characters that must be left of a passage for it to be found by. */
const leastRest = 150

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

/**
 * Takes one sentence out of each of so many passages (the inverse cloze task: Lee, Chang and Toutanova 2019, "Latent
 * retrieval for weakly supervised open domain question answering"). Ids of passages follow from their content by a
 * hash, so their order is chance, and the same passages give the same items.
 */
export const knownItems = async (reader: Reading | Context, wanted: number): Promise<KnownItem[]> => {
  const rows = await reader.tx.query<{ id: string; entity_id: string; heading: string; text: string }>(
    `select id, entity_id, heading, text from chunks
     where org_id = $1 and project_id = $2 and position >= 0 and length(text) between $3 and 20000 order by id limit $4`,
    [reader.scope.orgId, reader.project.id, leastRest * 2, wanted * 2],
  )
  return rows
    .flatMap(({ id, entity_id, heading, text }) => {
      const taken = takeSentence(text, id)
      if (!taken) return []
      const rest = heading ? `${heading}\n${taken.rest}` : taken.rest
      return [{ passage: id, entityId: entity_id, sentence: taken.sentence, rest }]
    })
    .slice(0, wanted)
}

/** One sentence of a text, chosen by its id, and the text without it; undefined where none can be asked. */
export const takeSentence = (text: string, id: string): { sentence: string; rest: string } | undefined => {
  const candidates = [...sentences.segment(text)].filter(({ segment }) => {
    const count = foldWords(segment).split(' ').length
    return (
      count >= words.least &&
      count <= words.most &&
      segment.length <= longestSentence &&
      text.length - segment.length >= leastRest
    )
  })
  const chosen = candidates[Number.parseInt(id.slice(0, 8), 16) % candidates.length]
  if (!chosen) return undefined
  return {
    // signs that mean something in a query are left out
    sentence: chosen.segment.replaceAll(/["*]|(?<=\s|^)-/g, ' ').trim(),
    rest: `${text.slice(0, chosen.index)}${text.slice(chosen.index + chosen.segment.length)}`.trim(),
  }
}
