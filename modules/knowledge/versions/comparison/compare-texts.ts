import type { Block } from '#modules/knowledge/artifacts/index.ts'
import { align, share, type Alignment } from './alignment.ts'
import { comparable, type Comparable } from './passages.ts'
import { findRunning, runsIn } from './running-lines.ts'
import { judge, type PassageChange, type TextRange, type Verdict } from './verdicts.ts'

/** A text with the blocks that its reader found. */
export interface ReadText {
  text: string
  blocks: readonly Pick<Block, 'start' | 'end' | 'kind'>[]
}

/** What became of words of the older text: where they stand now, or what happened to their passage. */
export type Fate = { holds: true; fresh: TextRange } | { holds: false; change: PassageChange }

/** The comparison of two versions of a text. */
export interface TextComparison {
  unchanged: number
  changes: PassageChange[]
  /** @param span half-open UTF-16 offsets into the older text */
  fateOf(span: TextRange): Fate
}

/**
 * Compares two versions of a text by passage. A text that was only set anew, with other line breaks, hyphenation or
 * paragraphs cut elsewhere, has no changes, and headers, footers and page numbers are no passages. Pure; the time grows
 * with the number of words and of differences.
 */
export const compareTexts = (oldText: ReadText, newText: ReadText): TextComparison => {
  const older = comparable(oldText.text, oldText.blocks)
  const newer = comparable(newText.text, newText.blocks)
  const alignment = align(older, newer)
  const runsNow = runsIn(newer)
  const ranBefore = runsIn(older)
  const verdicts = older.passages.map((passage) => {
    const verdict = judge(older, newer, alignment, passage)
    return verdict.change?.change === 'removed' && runsNow(passage)
      ? { ...verdict, change: undefined }
      : verdict
  })
  const partners = new Set(verdicts.flatMap(({ partners: used }) => used))
  const added = newer.passages
    .filter((passage) => !partners.has(passage) && share(alignment.oldOf, passage) < 1 && !ranBefore(passage))
    .map(({ start, end }): PassageChange => ({
      change: 'added',
      old: null,
      fresh: { start, end },
      similarity: 0,
    }))
  const changes = verdicts.flatMap(({ change }) => change ?? [])
  return {
    unchanged: verdicts.length - changes.length,
    changes: [...changes, ...added].toSorted((a, b) => placeOf(a) - placeOf(b)),
    fateOf: (span) => fateOf(span, { oldText, newText, older, newer, alignment, verdicts }),
  }
}

const placeOf = ({ old, fresh }: PassageChange): number => fresh?.start ?? old?.start ?? 0

interface Compared {
  oldText: ReadText
  newText: ReadText
  older: Comparable
  newer: Comparable
  alignment: Alignment
  verdicts: readonly Verdict[]
}

const fateOf = (span: TextRange, { older, newer, verdicts, ...compared }: Compared): Fate => {
  const touched = older.passages.flatMap(({ start, end }, index) =>
    start < span.end && end > span.start ? [verdicts[index]?.change] : [],
  )
  const change = touched.find((each) => each !== undefined && each.change !== 'moved')
  if (change) return { holds: false, change }
  const { newOf } = compared.alignment
  const first = older.words.findIndex(({ end }) => end > span.start)
  const last = older.words.findLastIndex(({ start }) => start < span.end)
  const [from, to] = [newer.words[newOf[first] ?? -1], newer.words[newOf[last] ?? -1]]
  const [oldFrom, oldTo] = [older.words[first], older.words[last]]
  if (!from || !to || !oldFrom || !oldTo || first > last) {
    const running = findRunning(span, older, newer)
    if (running) return { holds: true, fresh: running }
    return { holds: false, change: { change: 'removed', old: span, fresh: null, similarity: 0 } }
  }
  const before = sameAround(compared.oldText.text.slice(span.start, oldFrom.start), (length) =>
    compared.newText.text.slice(from.start - length, from.start),
  )
  const after = sameAround(compared.oldText.text.slice(oldTo.end, span.end), (length) =>
    compared.newText.text.slice(to.end, to.end + length),
  )
  return { holds: true, fresh: { start: from.start - before, end: to.end + after } }
}

/** Marks around the words, such as quotes or a full stop, belong to the span where they stand there still. */
const sameAround = (marks: string, now: (length: number) => string): number =>
  marks.length > 0 && now(marks.length) === marks ? marks.length : 0
