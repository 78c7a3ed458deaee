/**
 * What the lexical index is made of, the same for texts and for queries: letters and digits in the compatibility form
 * without accents, everything else a space. PostgreSQL's own parser then sees words only, and never takes `a.b` for a
 * host name or `-5` for a number. Each character of scripts written without spaces counts as a word.
 */
export const foldWords = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .normalize('NFC')
    .replaceAll(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu, ' $& ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * Codes that are meant exactly: runs of letters and digits joined by `-_./:#` with a digit among them, such as
 * `INV-2024-001`, `RISK-12` or `3.5`. Lower case, with `=` in front, so that no word of a text is mistaken for one.
 */
export const codesIn = (text: string): string[] => {
  const found = text.normalize('NFKC').match(/[\p{L}\p{N}]+(?:[-_./:#][\p{L}\p{N}]+)+/gu) ?? []
  return [
    ...new Set(
      found
        .filter((each) => each.length <= 100 && /\p{N}/u.test(each))
        .map((each) => `=${each.toLowerCase()}`),
    ),
  ]
}

/** What the database can keep: no NUL, no lone surrogates. */
export const storable = (text: string): string => text.replaceAll('\u0000', ' ').toWellFormed()
