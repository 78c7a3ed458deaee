import type { TextMark } from '#design-system/text-marks.ts'

/** Where the words of a query, of three letters or more, begin a word of a text; the whole word is marked. */
export function markWords(text: string, query: string): TextMark[] {
  const words = (query.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []).map((word) =>
    word.slice(0, Math.max(4, word.length - 2)),
  )
  if (words.length === 0) return []
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)]
    .filter(([word]) => words.some((part) => word.toLowerCase().startsWith(part)))
    .map((found) => ({ id: 'word', start: found.index, end: found.index + found[0].length }))
}
