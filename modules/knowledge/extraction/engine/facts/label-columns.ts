/** How many labels a column may hold above its values. */
const LONGEST = 14

/**
 * Which line holds the value of which label, where a reader gave a column of labels first and the column of their
 * values after it: labels and values are paired from the end, so that a heading above the labels does no harm.
 * Gives the number of a label's line → that of its value's line.
 */
export function columnPairs(
  lines: readonly string[],
  isValue: (line: string) => boolean,
  isLabel: (line: string) => boolean,
): Map<number, number> {
  const pairs = new Map<number, number>()
  let at = 0
  while (at < lines.length) {
    const labels = runFrom(lines, at, isLabel)
    if (labels === at) {
      at += 1
      continue
    }
    const values = runFrom(lines, labels, isValue)
    const [many, few] = [labels - at, values - labels]
    if (many >= 2 && few >= 2 && few <= many && many <= LONGEST)
      for (let back = 1; back <= few; back++) pairs.set(labels - back, values - back)
    at = Math.max(labels, values)
  }
  return pairs
}

const runFrom = (lines: readonly string[], from: number, test: (line: string) => boolean): number => {
  let at = from
  while (at < lines.length && test(lines[at] ?? '')) at++
  return at
}
