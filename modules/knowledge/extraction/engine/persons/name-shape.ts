import {
  isEveryday,
  isGivenName,
  isOccupation,
  isOrganization,
  isPlace,
  isSurname,
} from '../reading/lexicon.ts'
import { NAME_SUFFIXES, ORGANIZATION_WORDS, PARTICLES, PLACE_WORDS } from './name-words.ts'

/** Bare form of a name's word: no dots, no possessive, lower case. */
export const bare = (word: string): string =>
  word
    .replace(/['’]s$/i, '')
    .replace(/[.,;:]+$/, '')
    .toLowerCase()

const INITIAL = /^\p{Lu}\.?$/u
const CAPITALIZED = /^\p{Lu}[\p{L}\p{M}'’.-]*$/u
const UNCASED = /^\p{Lo}+$/u

/** Whether words look like a person's name where the layout already says that a person stands there. */
export function couldBeName(words: string): boolean {
  const parts = words.trim().split(/\s+/)
  if (parts.length === 0 || parts.length > 6 || words.length > 80 || /[\d_/\\|=<>{}#@:]/.test(words))
    return false
  if (!parts.every((p) => CAPITALIZED.test(p) || UNCASED.test(p) || PARTICLES.has(p.toLowerCase())))
    return false
  if (parts.some((p) => ORGANIZATION_WORDS.has(bare(p)))) return false
  if (parts.length === 1)
    return (isGivenName(bare(words)) || isSurname(bare(words)) || !isEveryday(words)) && words.length > 1
  return !parts.every((p) => isEveryday(bare(p)) && !isGivenName(bare(p)))
}

/**
 * How much a capitalized phrase looks like a person's name by its words alone, from about -1 to 1. Context is
 * weighed elsewhere. The weights are judgments, checked against annotated corpora, not learned from them.
 */
export function nameShape(words: readonly string[]): number {
  const bares = words.map(bare)
  const phrase = bares.join(' ')
  if (bares.some((w) => ORGANIZATION_WORDS.has(w)) || isOrganization(phrase)) return -1
  const first = bares[0] ?? ''
  const last = bares.at(-1) ?? ''
  if (words.length === 1) return singleWord(words[0] ?? '', first)
  let score = 0
  if (isPlace(phrase)) score -= 0.7
  if (bares.some((w) => PLACE_WORDS.has(w))) score -= 0.5
  if (isGivenName(first)) score += 0.55
  else if (isEveryday(first)) score -= 0.35
  else if (!INITIAL.test(words[0] ?? '')) score += 0.15
  if (isSurname(last) || isGivenName(last)) score += 0.25
  else if (isPlace(last)) score -= 0.25
  else if (isEveryday(last) || isOccupation(last)) score -= 0.2
  else score += 0.15
  if (NAME_SUFFIXES.has(last)) score += 0.4
  const initials = words.slice(0, -1).filter((w) => INITIAL.test(w)).length
  if (initials > 0 && last.length > 1) score += 0.35
  if (words.length > 4) score -= 0.3
  const inner = bares
    .slice(1, -1)
    .filter((w) => isEveryday(w) && !isGivenName(w) && w.length > 1 && !PARTICLES.has(w))
  return score - 0.3 * inner.length
}

function singleWord(word: string, lower: string): number {
  if (lower.length < 3 || PLACE_WORDS.has(lower)) return -0.6
  if (/^\p{Lu}{2,}$/u.test(word)) return -0.5
  if (isPlace(lower)) return -0.6
  if (isGivenName(lower)) return isEveryday(lower) ? -0.1 : 0.2
  if (isEveryday(lower)) return -0.6
  return isSurname(lower) ? 0.15 : 0
}
