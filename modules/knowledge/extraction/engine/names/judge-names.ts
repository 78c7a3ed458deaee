import { PLACE_WORDS } from '../persons/name-words.ts'
import { bare } from '../persons/name-shape.ts'
import { isEveryday, isGivenName, isOrganization, isPlace } from '../reading/lexicon.ts'
import type { NameRun } from './name-runs.ts'
import {
  LEGAL_FORMS,
  NOT_ORGANIZATION,
  ORGANIZATION_HEADS,
  ORGANIZATION_VERBS,
} from './organization-words.ts'

const FIRM_BEFORE =
  /\b(?:company|firm|vendor|supplier|contractor|bank|band|label|agency|university|group|startup|publisher|manufacturer|employer|joined|acquired by|acquired|owned by|works? (?:at|for)|worked (?:at|for)|employed by|CEO of|president of|chairman of|founder of|director of|subsidiary of|member of)\s+(?:the\s+)?$/i

/** How surely a run of capitalized words names an organization, 0…1. The weights are judgments. */
export function organizationScore({ words, before, after }: NameRun): number {
  const bares = words.map(bare)
  const last = bares.at(-1) ?? ''
  if (bares.some((w) => NOT_ORGANIZATION.has(w)) && !LEGAL_FORMS.has(last)) return 0
  if (words.length > 1 && LEGAL_FORMS.has(last)) return 0.95
  const phrase = bares.join(' ')
  if (isOrganization(phrase)) return words.length === 1 && isEveryday(phrase) ? 0.3 : 0.8
  const ofAt = bares.findIndex((w) => w === 'of' || w === 'for' || w === 'de')
  const head = ofAt > 0 ? (bares[ofAt - 1] ?? '') : last
  if (words.length > 1 && (ORGANIZATION_HEADS.has(head) || ORGANIZATION_HEADS.has(last)))
    return bares.every((w) => isEveryday(w) || ORGANIZATION_HEADS.has(w)) && ofAt === -1 ? 0.6 : 0.82
  const known = words.length === 1 && (isEveryday(phrase) || isPlace(phrase) || isGivenName(phrase))
  if (known) return 0
  const verb = /^\s+([\p{Ll}]+)/u.exec(after)?.[1]
  const acts = verb !== undefined && ORGANIZATION_VERBS.has(verb)
  return (FIRM_BEFORE.test(before) ? 0.6 : 0) + (acts ? 0.3 : 0)
}

const SITED = /\b(?:in|near|at|from|to|outside|around|across|throughout|towards?|of)\s+(?:the\s+)?$/
const PLACE_ENDS =
  /^(?:street|avenue|ave|road|rd|boulevard|lane|drive|square|plaza|bridge|tower|castle|palace|airport|station|harbor|harbour|island|islands|isle|lake|river|creek|bay|sea|ocean|mountain|mountains|hill|hills|valley|desert|forest|beach|cape|coast|county|city|town|township|village|district|province|state|region|territory|republic|kingdom|peninsula|park|building|house|hall)$/
const PLACE_OPENS =
  /^(?:lake|mount|mt|cape|fort|camp|port|saint|st|san|santa|los|las|new|north|south|east|west|republic|state|city|kingdom|commonwealth|province|county|university)$/

/** How surely a run of capitalized words names a place, 0…1. The weights are judgments. */
export function placeScore({ words, before, after }: NameRun): number {
  const bares = words.map(bare)
  const phrase = bares.join(' ')
  const [first, last] = [bares[0] ?? '', bares.at(-1) ?? '']
  if (isPlace(phrase)) return /^\s*(?:-|['’]s\s+(?:Inc|Ltd))/.test(after) ? 0.4 : 0.85
  if (words.length === 1) {
    if (isEveryday(first) || isGivenName(first) || PLACE_WORDS.has(first) || first.length < 3) return 0
    if (/^\p{Lu}{2,}$/u.test(words[0] ?? '') || /(?:ish|ese|ians?|icans?|french|german)$/.test(first))
      return 0
    const inside = /\b(?:in|near|outside|throughout)\s+$/.test(before)
    return inside ? 0.55 : /,\s*$/.test(before) && /^\s*,/.test(after) ? 0.2 : 0
  }
  if (
    /^(?:city|state|county|commonwealth|republic|kingdom|province|district|isle|gulf|bay) of$/.test(
      bares.slice(0, 2).join(' '),
    )
  )
    return 0.8
  if (PLACE_ENDS.test(last) || (PLACE_OPENS.test(first) && words.length <= 3))
    return bares.every((w) => isEveryday(w)) ? 0.3 : SITED.test(before) ? 0.8 : 0.65
  const inside = /\b(?:in|near|outside|throughout)\s+$/.test(before)
  return inside && words.length === 2 && !bares.some((w) => isEveryday(w)) ? 0.5 : 0
}
