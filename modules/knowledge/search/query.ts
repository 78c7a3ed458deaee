import { codesIn, foldWords, storable } from './words.ts'

/** A query taken apart. All parts are folded words, so nothing in them has a meaning of its own in SQL. */
export interface ParsedQuery {
  /** words that raise the rank of what contains them; those of phrases included */
  words: string
  /** exact codes among them */
  codes: string[]
  /** sequences of words that must stand in a passage */
  phrases: string[]
  /** beginnings of words */
  prefixes: string[]
  /** words and phrases that must not stand in a passage */
  excluded: string[]
}

/**
 * Takes a query apart: `"…"` must stand there word for word, `foo*` is the beginning of a word, `-foo` and `-"…"` must
 * not stand there. Every text is a query; what is left open or makes no sense counts as plain words.
 */
export const parseQuery = (query: string): ParsedQuery => {
  const parsed: ParsedQuery = { words: '', codes: [], phrases: [], prefixes: [], excluded: [] }
  const plain: string[] = []
  for (const match of storable(query).matchAll(
    /(?<minus>(?<![^\s])-)?(?:"(?<phrase>[^"]*)"|(?<word>[^\s"]+))/g,
  )) {
    const { minus, phrase, word } = match.groups ?? {}
    const source = phrase ?? word ?? ''
    const folded = foldWords(source)
    if (folded === '') continue
    if (minus) {
      parsed.excluded.push(folded)
    } else if (phrase !== undefined) {
      parsed.phrases.push(folded)
      plain.push(source)
    } else if (source.endsWith('*') && !folded.includes(' ') && folded.length >= 2) {
      parsed.prefixes.push(folded.toLowerCase())
    } else {
      plain.push(source)
    }
  }
  const text = plain.join(' ')
  return { ...parsed, words: foldWords(text), codes: codesIn(text) }
}

/** Whether there is anything to look for; exclusions alone are not. */
export const isEmptyQuery = ({ words, codes, prefixes }: ParsedQuery): boolean =>
  words === '' && codes.length === 0 && prefixes.length === 0
