/** What a header or footer says on every page: its words in one case and spacing, with every number as `#`. */
export const runningKey = (words: string): string =>
  words.replaceAll(/\s+/g, ' ').trim().replaceAll(/\d+/g, '#').toLowerCase()

/** Whether a line of this key only numbers a page: "Page 3 of 10", "Seite 3", "3 / 10", "- 3 -", "[Page 3]". */
export const numbersPage = (key: string): boolean => pageNumber.test(key)

// Alone on its line this can be nothing else.
const pageNumber =
  /^(?:[-–—]\s*)?\[?(?:(?:page|seite|página|pagina|p\.)\s*#(?:\s*(?:of|von|de|di|van|\/|\|)\s*#)?|#\s*(?:of|von|\/)\s*#|[-–—]\s*#)\]?(?:\s*[-–—])?$/
