/** The known name that differs from `name` by at most three single-character edits, if there is one. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  return known
    .map((candidate) => ({ candidate, edits: editDistance(name, candidate) }))
    .filter(({ edits }) => edits <= 3)
    .toSorted((a, b) => a.edits - b.edits)[0]?.candidate
}

/** Levenshtein distance: insertions, deletions and replacements of one character, by rows of the matrix. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (const [index, character] of [...from].entries()) {
    const next = [index + 1]
    for (const [column, wanted] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (character === wanted ? 0 : 1)
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
