const LEAD =
  /^(?:(?:[-*+•◦▪–]|\(?\d{1,2}[.)]|\[[ xX]?\])\s+)+|^(?:(?:action(?: item)?s?|todo|AI|next steps?|follow[- ]up|risks?|issues?|decisions?|(?:open )?questions?|note)(?:\s+\d{1,3})?\s*[:–-](?!\d)\s*)|^(?:however|but|and|so|also|therefore|moreover|furthermore|in addition|unfortunately|additionally|finally)\b,?\s+/i
/** The number of a clause; a figure goes on in small letters. */
const CLAUSE = /^§?\s?\d{1,3}(?:\.\d{1,3}){1,4}\.?\s+(?=\p{Lu})/u
const LIMIT = 200

/** A title from a sentence: marks, labels and joining words off the front, its first clause if it is long. At most 200 characters. */
export function titleOf(sentence: string): string {
  let words = plain(sentence)
  for (let before = ''; before !== words;) {
    before = words
    words = words.replace(LEAD, '').replace(CLAUSE, '')
  }
  words = words.replace(/[\s.;,:]+$/, '')
  if (words.length > 120) {
    const clause = /^.{40,118}?(?=[;:–—]|, (?:which|because|since|so|and|but|as)\b|\. )/.exec(words)?.[0]
    words = clause ?? words
  }
  if (words.length > LIMIT) words = `${words.slice(0, LIMIT - 1).replace(/[\uD800-\uDBFF]$|\s+\S*$/, '')}…`
  const title = words.charAt(0).toUpperCase() + words.slice(1)
  return title.length > 0 && title.length <= LIMIT
    ? title
    : plain(sentence).slice(0, LIMIT) || sentence.trim().slice(0, LIMIT)
}

/** A sentence on one line and without Markdown's marks; link texts stay, their targets go. */
export const plain = (sentence: string): string =>
  sentence
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}(?=\W|$)/g, '')
    .replace(/^\s*(?:>\s*)+/, '')
    .replace(/\s*\n\s*[>#]*\s*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
