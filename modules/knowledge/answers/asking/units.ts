import { sentencesOf } from '#modules/knowledge/extraction/index.ts'

/** Part of a passage that says one thing: half-open offsets into the passage. */
export interface Unit {
  start: number
  end: number
}

const structured = /^\s*(?:[-*•–◦]|\d{1,3}[.)]|[a-z]\)|#|\||\[[ x]\])\s*|[\t|]/u

/** What a field begins with: `Author: `. */
const label = /^\s*[*_-]*\p{L}[\p{L}\p{N} /-]{1,30}[*_]*:[*_]*[^\S\n]+\S/u

/** Whether what follows a line break begins something new, rather than going on with a wrapped sentence. */
const breaksAfter = (line: string, next: string): boolean => {
  if (line.trim() === '' || next.trim() === '') return true
  if (structured.test(line) && /[\t|]/.test(line)) return true
  if (structured.test(next)) return true
  if (/:\s*$/.test(line)) return true
  // fields stand below each other, however long one is
  if (label.test(line) && label.test(next)) return true
  // a short line that does not end like a sentence is a heading or a field
  return line.trim().length < 60 && !/[,;]\s*$/.test(line) && /^\s*[\p{Lu}\p{N}]/u.test(next)
}

/** Items of a list that are taken together with what announces it, and their length in UTF-16 units, at most. */
const mostItems = 12
const longestList = 800

/**
 * Cuts a passage into sentences, rows of tables, items of lists and fields, in the order of the text. A line that
 * announces a list also makes a unit together with its items.
 */
export const unitsOf = (text: string): Unit[] => {
  const parts = partsOf(text)
  return parts.flatMap((part, at) => {
    if (!/:\s*$/.test(text.slice(part.start, part.end))) return [part]
    const following = parts.slice(at + 1, at + 1 + mostItems)
    const other = following.findIndex(({ start, end }) => !item.test(text.slice(start, end)))
    const last = (other < 0 ? following : following.slice(0, other)).at(-1)
    return last && last.end - part.start <= longestList
      ? [part, { start: part.start, end: last.end }]
      : [part]
  })
}

const item = /^\s*(?:[-*•–◦|]|\d{1,3}[.)]|[a-z]\)|\[[ x]\])/u

/** `Author: A.M. Turing`: one line with a label, whose value is no sentences. */
const isField = (part: string): boolean =>
  label.test(part) && !part.trim().includes('\n') && !/\p{Ll}{2}[.!?]\s+\S/u.test(part)

const partsOf = (text: string): Unit[] => {
  const units: Unit[] = []
  let from = 0
  const lines = [...text.matchAll(/\n/g)].map(({ index }) => index)
  const close = (to: number): void => {
    const whole = text.slice(from, to)
    if (isField(whole)) units.push({ start: from + whole.search(/\S/), end: from + whole.trimEnd().length })
    else units.push(...sentencesOf(text, { start: from, end: to }))
    from = to
  }
  for (const at of lines) {
    const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
    const end = text.indexOf('\n', at + 1)
    const next = text.slice(at + 1, end < 0 ? text.length : end)
    if (breaksAfter(line, next)) close(at + 1)
  }
  close(text.length)
  return units
}
