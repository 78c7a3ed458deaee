import { isFunctionWord } from '../reading/lexicon.ts'
import type { Span } from '../source.ts'
import { ROLE_WORDS } from './contacts.ts'

/** ", enterprise architect" and " as program manager" behind a name, up to what ends the phrase. */
const BEHIND =
  /^(?:,\s+|\s+(?:as|is|was|acts as|serves as|served as)\s+)(?:(?:the|an?|our|its|their|then)\s+)?(?<role>\p{L}[\p{L}-]*(?:\s+\p{L}[\p{L}-]*){0,4}?)(?=\s*[,.;:)\n]|\s+(?:of|at|for|and|to|in|on|from|with)\s|$)/u

/** How far behind a name its role is looked for, in UTF-16 units. */
const reach = 120

/** The role that running text gives somebody right behind the name; nothing where it gives none. */
export function roleBehind(text: string, { end }: Span): { role?: string } {
  const role = BEHIND.exec(text.slice(end, end + reach))?.groups?.['role']?.replace(/\s+/g, ' ')
  if (role === undefined) return {}
  const words = role.split(' ')
  // the last word is the office itself; function words say that it is no phrase of one
  return ROLE_WORDS.test(words.at(-1) ?? '') && !words.some(isFunctionWord) ? { role } : {}
}
