/** Right, wrongly found and missed. */
export interface Tally {
  right: number
  wrong: number
  missed: number
}

/** Nothing counted yet. */
export const emptyTally = (): Tally => ({ right: 0, wrong: 0, missed: 0 })

/** Adds one document's comparison of two sets of labels. */
export const compare = (tally: Tally, found: ReadonlySet<string>, gold: ReadonlySet<string>): void => {
  for (const label of found) tally[gold.has(label) ? 'right' : 'wrong'] += 1
  for (const label of gold) if (!found.has(label)) tally.missed += 1
}

/** A part of a whole, to four places; 0 where there is no whole. */
export const ratio = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000

/** Precision, recall and their harmonic mean. */
export const ratiosOf = ({ right, wrong, missed }: Tally): Record<string, number> => ({
  precision: ratio(right, right + wrong),
  recall: ratio(right, right + missed),
  f1: ratio(2 * right, 2 * right + wrong + missed),
})

/** Keeps the first failures in words, so that a report stays readable. */
export const failureList = (most = 50): { list: string[]; add(words: string): void } => {
  const list: string[] = []
  return { list, add: (words) => void (list.length < most && list.push(words)) }
}
