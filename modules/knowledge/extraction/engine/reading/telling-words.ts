const STOP = new Set(
  'a an and are as at be been but by for from had has have if in into is it its may might must no not of on or our should so some such that the their them there they this to was we were what when which while will with would could can do does did than then these those who whom whose about after before until per each all any also only both up out over under between'.split(
    ' ',
  ),
)

/** The telling words of a title or sentence: small letters, commonest English endings off, joining words left out, each once. */
export const tellingWords = (text: string): string[] => [
  ...new Set(
    (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
      .filter((word) => word.length > 1 && !STOP.has(word))
      .map(stemOf),
  ),
]

/** Crude, and enough to hold "modules" for "module". */
const stemOf = (word: string): string =>
  word.length > 4
    ? word
        .replace(/ies$/, 'y')
        .replace(/(?<!s)s$/, '')
        .replace(/(?:ed|ing|e)$/, '')
    : word

/**
 * How alike two sets of telling words are, 0…1: Dice's coefficient 2·|A∩B| / (|A|+|B|), each word weighing its length's
 * square root, so that "migration" says more than "go".
 */
export const wordLikeness = (left: readonly string[], right: readonly string[]): number => {
  const weigh = (words: readonly string[]): number =>
    words.reduce((sum, word) => sum + Math.sqrt(word.length), 0)
  const known = new Set(right)
  const both = weigh(left) + weigh(right)
  const shared = weigh(left.filter((word) => known.has(word)))
  return both === 0 ? 0 : Math.round(((2 * shared) / both) * 10_000) / 10_000
}
