import type { Context, Reading } from '#kernel/module/index.ts'
import { foldWords } from '../words.ts'

/** Longest word that is looked up; longer runs of letters and digits are no words. */
const longestWord = 200

/**
 * The lexemes of words as the index has them, by word in lower case; null for words that say nothing by themselves
 * (“the”). One query for all of them.
 */
export const stemsOf = async (
  reader: Reading | Context,
  words: Iterable<string>,
): Promise<Map<string, string | null>> => {
  const asked = [...new Set([...words].map((word) => word.toLowerCase()))].filter(
    (word) => word.length <= longestWord,
  )
  if (asked.length === 0) return new Map()
  const rows = await reader.tx.query<{ word: string; lexeme: string | null }>(
    `select word, (ts_lexize('english_stem', folded))[1] as lexeme from unnest($1::text[], $2::text[]) as w(word, folded)`,
    [asked, asked.map((word) => foldWords(word).toLowerCase())],
  )
  return new Map(rows.map(({ word, lexeme }) => [word, lexeme]))
}
