import { share, type Alignment } from './alignment.ts'
import type { Comparable, Passage } from './passages.ts'
import { bearsMeaning } from './words.ts'

/** What can have become of a passage. `changed` says something else, `reworded` the same in other words. */
export const changeKinds = ['changed', 'reworded', 'moved', 'removed', 'added'] as const
/** See {@link changeKinds}. */
export type ChangeKind = (typeof changeKinds)[number]

/** Half-open UTF-16 offsets. */
export interface TextRange {
  start: number
  end: number
}

/** One passage that is not as it was: where it stands in the older and in the newer text. */
export interface PassageChange {
  change: ChangeKind
  old: TextRange | null
  fresh: TextRange | null
  /** words in common over words of both (Dice), 0 to 1 */
  similarity: number
}

/** What became of one passage of the older text. */
export interface Verdict {
  change: PassageChange | undefined
  /** passages of the newer text in which this one lives on */
  partners: Passage[]
}

/** Says what became of a passage. It is as it was where all its words stand together in passages that say nothing more. */
export const judge = (
  older: Comparable,
  newer: Comparable,
  alignment: Alignment,
  passage: Passage,
): Verdict => {
  const partners = partnersOf(newer, alignment, passage)
  const old = { start: passage.start, end: passage.end }
  const [firstPartner] = partners
  const lastPartner = partners.at(-1)
  if (!firstPartner || !lastPartner)
    return { change: { change: 'removed', old, fresh: null, similarity: 0 }, partners: [] }
  const isWhole =
    isUnbroken(alignment.newOf, passage) && partners.every((each) => share(alignment.oldOf, each) === 1)
  if (isWhole && !alignment.moved.has(passage)) return { change: undefined, partners }
  const lengths = partners.reduce((sum, { first, last }) => sum + last - first, passage.last - passage.first)
  const common = alignment.newOf.subarray(passage.first, passage.last).filter((at) => at >= 0).length
  return {
    change: {
      change: isWhole
        ? 'moved'
        : meaningChanged(older, newer, alignment, passage, partners)
          ? 'changed'
          : 'reworded',
      old,
      fresh: { start: firstPartner.start, end: lastPartner.end },
      similarity: Math.min(1, (2 * common) / lengths),
    },
    partners,
  }
}

/** A few common words do not make two passages the same. */
const leastCommon = 0.4
/** A passage of the newer text that has less than this share of what they have in common is not a partner. */
const leastPart = 0.2

const partnersOf = (newer: Comparable, { newOf }: Alignment, passage: Passage): Passage[] => {
  const places = newOf.subarray(passage.first, passage.last).filter((at) => at >= 0)
  if (places.length < leastCommon * (passage.last - passage.first)) return []
  const counts = new Map<Passage, number>()
  for (const place of places) {
    const partner = passageAt(newer.passages, place)
    if (partner) counts.set(partner, (counts.get(partner) ?? 0) + 1)
  }
  return [...counts]
    .filter(([, count]) => count >= leastPart * places.length)
    .map(([partner]) => partner)
    .toSorted((a, b) => a.first - b.first)
}

const passageAt = (passages: readonly Passage[], word: number): Passage | undefined => {
  let low = 0
  let high = passages.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((passages[middle]?.first ?? 0) <= word) low = middle
    else high = middle - 1
  }
  return passages[low]
}

const isUnbroken = (newOf: Int32Array, { first, last }: Pick<Passage, 'first' | 'last'>): boolean => {
  const start = newOf[first] ?? -1
  for (let at = first; at < last; at += 1) if ((newOf[at] ?? -1) !== start + at - first) return false
  return start >= 0
}

const meaningChanged = (
  older: Comparable,
  newer: Comparable,
  { newOf, oldOf }: Alignment,
  passage: Passage,
  partners: readonly Passage[],
): boolean =>
  older.words
    .slice(passage.first, passage.last)
    .some((word, index) => (newOf[passage.first + index] ?? -1) < 0 && bearsMeaning(word)) ||
  partners.some(({ first, last }) =>
    newer.words
      .slice(first, last)
      .some((word, index) => (oldOf[first + index] ?? -1) < 0 && bearsMeaning(word)),
  )
