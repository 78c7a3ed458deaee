/** Words too common in titles to tell two of them apart. */
const common = new Set(
  'a an and are as at be by for from has have in is it its may no not of on or risk that the there this to was we were will with would'.split(
    ' ',
  ),
)

/** The telling words of a title, lower case, each once; endings of plural and tense are cut so that forms meet. */
export const wordsOf = (title: string): Set<string> =>
  new Set(
    (title.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [])
      .filter((word) => !common.has(word))
      .map((word) => (word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/u, '') : word)),
  )

/** How alike two titles are, from 0 to 1: shared telling words among all telling words (Jaccard). */
export const likeness = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const shared = [...a].filter((word) => b.has(word)).length
  const all = new Set([...a, ...b]).size
  return all === 0 ? 0 : shared / all
}
