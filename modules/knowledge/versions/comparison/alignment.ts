import { diffArrays } from 'diff'
import type { Comparable, Passage } from './passages.ts'

/** Which word of the newer text each word of the older one became, and back; -1 for none. */
export interface Alignment {
  newOf: Int32Array
  oldOf: Int32Array
  /** passages of the older text that stand unaltered in another place */
  moved: Set<Passage>
}

/** Two texts that have more than this many differences between two common passages are not compared word by word. */
const mostEdits = 4_000
/** Pairs of passages that are compared in search of one that moved and was reworded at once. */
const mostPairs = 250_000
/** Words in common, by the Dice coefficient, from which a passage elsewhere counts as the same one reworded. */
const sameElsewhere = 0.6
/** Below this share of common words in its place, a passage is looked for elsewhere. */
const atHome = 0.5

/**
 * Aligns the words of two texts: first whole passages that are equal and in order, then the words between them, then
 * what is equal or alike in another place.
 */
export const align = (older: Comparable, newer: Comparable): Alignment => {
  const alignment = {
    newOf: new Int32Array(older.words.length).fill(-1),
    oldOf: new Int32Array(newer.words.length).fill(-1),
    moved: new Set<Passage>(),
  }
  alignPassages(older, newer, alignment)
  alignMoved(older, newer, alignment)
  return alignment
}

const alignPassages = (older: Comparable, newer: Comparable, alignment: Alignment): void => {
  const runs = runsOf(
    older.passages.map(({ key }) => key),
    newer.passages.map(({ key }) => key),
    older.passages.length + newer.passages.length,
  )
  for (const { isSame, old, fresh } of runs) {
    if (isSame)
      for (let index = 0; index < old.length; index += 1)
        pairUp(alignment, older.passages[old.start + index], newer.passages[fresh.start + index])
    else
      alignWords(
        older,
        newer,
        wordRange(older.passages.slice(old.start, old.start + old.length)),
        wordRange(newer.passages.slice(fresh.start, fresh.start + fresh.length)),
        alignment,
      )
  }
}

const alignMoved = (older: Comparable, newer: Comparable, alignment: Alignment): void => {
  const lost = older.passages.filter((each) => share(alignment.newOf, each) < atHome)
  const found = newer.passages.filter((each) => share(alignment.oldOf, each) < atHome)
  const byKey = Map.groupBy(found, ({ key }) => key)
  const rest: Passage[] = []
  for (const passage of lost) {
    const twin = byKey.get(passage.key)?.shift()
    if (!twin) {
      rest.push(passage)
      continue
    }
    found.splice(found.indexOf(twin), 1)
    release(alignment, passage, twin)
    pairUp(alignment, passage, twin)
    alignment.moved.add(passage)
  }
  if (rest.length * found.length > mostPairs) return
  for (const passage of rest) {
    const [best] = found
      .map((twin) => ({ twin, alike: dice(older, passage, newer, twin) }))
      .filter(({ alike }) => alike >= sameElsewhere)
      .toSorted((a, b) => b.alike - a.alike)
    if (!best) continue
    found.splice(found.indexOf(best.twin), 1)
    release(alignment, passage, best.twin)
    alignWords(older, newer, rangeOf(passage), rangeOf(best.twin), alignment)
  }
}

interface Range {
  start: number
  length: number
}

interface AlignedRun {
  isSame: boolean
  old: Range
  fresh: Range
}

/** Runs of equal and of unequal keys, in order; one unequal run where the texts have too little in common. */
const runsOf = (old: readonly string[], fresh: readonly string[], maxEditLength: number): AlignedRun[] => {
  const changes = diffArrays([...old], [...fresh], { maxEditLength: Math.min(maxEditLength, mostEdits) })
  const whole = {
    isSame: false,
    old: { start: 0, length: old.length },
    fresh: { start: 0, length: fresh.length },
  }
  if (!changes) return [whole]
  const runs: AlignedRun[] = []
  let oldAt = 0
  let freshAt = 0
  for (const { value, added, removed } of changes) {
    const isSame = !added && !removed
    const before = runs.at(-1)
    const run =
      !isSame && before && !before.isSame
        ? before
        : { isSame, old: { start: oldAt, length: 0 }, fresh: { start: freshAt, length: 0 } }
    if (run !== before) runs.push(run)
    if (!added) run.old.length += value.length
    if (!removed) run.fresh.length += value.length
    oldAt += added ? 0 : value.length
    freshAt += removed ? 0 : value.length
  }
  return runs
}

const alignWords = (
  older: Comparable,
  newer: Comparable,
  old: Range,
  fresh: Range,
  { newOf, oldOf }: Alignment,
): void => {
  if (old.length === 0 || fresh.length === 0) return
  const keys = ({ words }: Comparable, { start, length }: Range) =>
    words.slice(start, start + length).map(({ key }) => key)
  for (const run of runsOf(keys(older, old), keys(newer, fresh), old.length + fresh.length)) {
    if (!run.isSame) continue
    for (let index = 0; index < run.old.length; index += 1) {
      const from = old.start + run.old.start + index
      const to = fresh.start + run.fresh.start + index
      newOf[from] = to
      oldOf[to] = from
    }
  }
}

const rangeOf = ({ first, last }: Passage): Range => ({ start: first, length: last - first })

const wordRange = (passages: readonly Passage[]): Range => {
  const start = passages[0]?.first ?? 0
  return { start, length: (passages.at(-1)?.last ?? start) - start }
}

const pairUp = ({ newOf, oldOf }: Alignment, old: Passage | undefined, fresh: Passage | undefined): void => {
  if (!old || !fresh) return
  for (let index = 0; index < old.last - old.first; index += 1) {
    newOf[old.first + index] = fresh.first + index
    oldOf[fresh.first + index] = old.first + index
  }
}

/** Forgets what little two passages had in common with others. */
const release = ({ newOf, oldOf }: Alignment, old: Passage, fresh: Passage): void => {
  for (let at = old.first; at < old.last; at += 1) {
    const other = newOf[at] ?? -1
    if (other >= 0) oldOf[other] = -1
    newOf[at] = -1
  }
  for (let at = fresh.first; at < fresh.last; at += 1) {
    const other = oldOf[at] ?? -1
    if (other >= 0) newOf[other] = -1
    oldOf[at] = -1
  }
}

/** Share of a passage's words that have a partner, 0 to 1. */
export const share = (partners: Int32Array, { first, last }: Passage): number =>
  partners.subarray(first, last).filter((partner) => partner >= 0).length / (last - first)

/** Dice coefficient of two bags of words: twice what they have in common over what they have together, 0 to 1. */
const dice = (older: Comparable, old: Passage, newer: Comparable, fresh: Passage): number => {
  const counts = new Map<string, number>()
  for (const { key } of older.words.slice(old.first, old.last)) counts.set(key, (counts.get(key) ?? 0) + 1)
  let common = 0
  for (const { key } of newer.words.slice(fresh.first, fresh.last)) {
    const left = counts.get(key) ?? 0
    if (left > 0) common += 1
    counts.set(key, left - 1)
  }
  return (2 * common) / (old.last - old.first + fresh.last - fresh.first)
}
