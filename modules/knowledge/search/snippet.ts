/** A word of a passage: offsets into the passage, and the lexeme under which it stands in the index. */
export interface PlacedWord {
  start: number
  end: number
  word: string
}

/** The part of a passage to show, half-open, and where in that part the words of the query stand. */
export interface Snippet {
  start: number
  end: number
  highlights: [start: number, end: number][]
}

/** Longest snippet, in UTF-16 units. */
export const snippetLength = 300

/** The words of a text as people see them, code-like runs in one piece too long to matter excepted. */
export const wordsIn = (text: string): PlacedWord[] =>
  [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    word: match[0],
  }))

/**
 * The stretch of at most {@link snippetLength} units in which the rarest and the most different words of the query
 * stand; the beginning where none does. `weight` gives how much a word counts, 0 for those that were not asked for.
 */
export const snippetOf = (text: string, weight: (word: string) => number): Snippet => {
  const matches = wordsIn(text).flatMap((each) => {
    const value = weight(each.word)
    return value > 0 ? [{ ...each, value, folded: each.word.toLowerCase() }] : []
  })
  let best = { from: 0, value: -1 }
  for (const [first, match] of matches.entries()) {
    const seen = new Set<string>()
    let value = 0
    for (let index = first; index < matches.length; index += 1) {
      const other = matches[index]
      if (!other || other.end - match.start > snippetLength - 40) break
      value += seen.has(other.folded) ? other.value * 0.1 : other.value
      seen.add(other.folded)
    }
    if (value > best.value + 1e-9) best = { from: match.start, value }
  }
  const { start, end } = around(text, best.value < 0 ? 0 : best.from)
  const inside = matches.filter((match) => match.start >= start && match.end <= end)
  return { start, end, highlights: inside.map((match) => [match.start - start, match.end - start]) }
}

/** Makes room around the first match: from the beginning of its sentence where that is near, to the end of a word. */
const around = (text: string, match: number): { start: number; end: number } => {
  if (text.length <= snippetLength) return { start: 0, end: text.length }
  const before = text.slice(Math.max(0, match - 120), match)
  const sentence = before.search(/(?<=[.!?\n]\s)\S[^.!?\n]*$/u)
  const lead = sentence >= 0 ? before.length - sentence : Math.min(40, before.length)
  const start = Math.min(beginOfWord(text, match - lead), match)
  const limit = Math.min(text.length, start + snippetLength)
  return { start, end: limit === text.length ? limit : endOfWord(text, start, limit) }
}

const beginOfWord = (text: string, at: number): number => {
  if (at <= 0) return 0
  const space = text.slice(at - 1).search(/\s\S/u)
  return space < 0 ? wholeCharacter(text, at) : at + space
}

const endOfWord = (text: string, start: number, limit: number): number => {
  const space = text.slice(start, limit + 1).search(/\s\S*$/u)
  return space > snippetLength / 2 ? start + space : wholeCharacter(text, limit)
}

const wholeCharacter = (text: string, at: number): number =>
  (text.codePointAt(at - 1) ?? 0) > 0xffff ? at - 1 : at
