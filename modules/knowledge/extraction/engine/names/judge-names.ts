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
  const last = (bares.at(-1) ?? '').replaceAll('.', '')
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
