/** A word of a text: half-open UTF-16 offsets, and the key by which it is compared. */
export interface Word {
  start: number
  end: number
  key: string
}

// Letters and digits with what joins them (3.5, o'clock, 2026-03-01, well-known), a line break after a hyphen included;
// and the signs that change what a number says.
const word =
  /[\p{L}\p{M}\p{N}]+(?:(?:[.,'’:/-]|[-\u00AD]\r?\n[ \t]*|\u00AD)[\p{L}\p{M}\p{N}]+)*|[$€£¥%<>=±§]|(?<![\p{L}\p{N}])[-−](?=\d)/gu

const hasDigit = /\p{N}/u

/**
 * The words of a text from `start` to `end`. Spaces, line breaks, hyphenation at line ends and punctuation between words
 * do not count, so that a text which was only set anew has the same keys.
 */
export const wordsOf = (text: string, start = 0, end = text.length): Word[] =>
  [...text.slice(start, end).matchAll(word)].map((match) => ({
    start: start + match.index,
    end: start + match.index + match[0].length,
    key: keyOf(match[0]),
  }))

const keyOf = (written: string): string => {
  const whole = written.replaceAll(/[-\u00AD]?\s+/g, '').replaceAll('\u00AD', '')
  return (hasDigit.test(whole) ? whole : whole.replaceAll('-', '')).normalize('NFKC').replaceAll('’', "'")
}

const meaningful = new Set(
  [
    'no not never none nor neither without unless except only all any each every',
    'must shall should may might can cannot could will would',
    'zero one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty ninety hundred thousand million billion half quarter double twice',
    'first second third fourth fifth last',
    'january february march april june july august september october november december',
    'monday tuesday wednesday thursday friday saturday sunday day days week weeks month months year years',
  ].flatMap((line) => line.split(' ')),
)

/** Whether a change of this word changes what is said, not only how: numbers, dates, signs, negation, duty, extent. */
export const bearsMeaning = ({ key }: Word): boolean =>
  hasDigit.test(key) || !/[\p{L}\p{M}]/u.test(key) || meaningful.has(key.toLowerCase()) || key.endsWith("n't")
