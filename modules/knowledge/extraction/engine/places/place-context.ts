import type { NameRun } from '../names/name-runs.ts'
import { isEveryday } from '../reading/lexicon.ts'
import { renownOf } from './gazetteer.ts'

const KIND = String.raw`(?:villages?|hamlets?|towns?|cit(?:y|ies)|municipalit(?:y|ies)|communes?|parish(?:es)?|suburbs?|boroughs?|districts?|count(?:y|ies)|provinces?|regions?|departments?|départements?|prefectures?|islands?|neighbou?rhoods?|settlements?|capital|outskirts|valley|port|seat|mouth)`
const OF_A_KIND = new RegExp(String.raw`\b${KIND} of\s+(?:the\s+)?$`, 'u')
const IS_A_KIND = new RegExp(
  String.raw`^\s*(?:\([^()]{0,80}\)\s*)?,?\s*(?:is|was|are|were|being)\s+(?:an?|the)\s+(?:[\p{L}-]+\s+){0,4}?${KIND}\b(?!['’])`,
  'u',
)
const SITED =
  /\b(?:in|near|at|from|to|outside|around|across|throughout|towards?|of|for|via|between)\s+(?:the\s+)?$/
const WITHIN = /\b(?:in|near|inside|outside|within|throughout|across)\s+(?:the\s+)?$/
const LABEL =
  /(?:^|[\n.;|\t]\s*)(?:Place|Location|Venue|City|Town|Country|Headquarters|Registered office|Seat|Ort|Standort|Sitz|Lieu|Lugar|Luogo)\s*[:：]\s*$/iu
const STREET = /(?:^|[\s,])(\p{Lu}[\p{L}.'’-]*)\s+\d{1,4}\s?[a-z]?\s*,\s*(?:(?:[A-Z]{1,2}-)?\d{4,6}\s+)?$/u
const STREET_NAMED =
  /\b\d{1,5}[a-z]?\s+(?:\p{Lu}[\p{L}.'’-]*\s+){0,3}(?:Street|St\.?|Avenue|Ave\.?|Road|Rd\.?|Boulevard|Blvd\.?|Lane|Drive|Square|Way|Court|Place|Quay|Row|Terrace)\s*,\s*$/u
const POSTCODE = /(?:^|[,\n])\s*(?:[A-Z]{1,2}-)?(?!(?:19|20)\d\d\s)\d{4,5}\s+$/u
/** What is numbered and is no street. */
const NUMBERED =
  /^(?:section|article|clause|page|version|room|floor|suite|level|item|table|figure|annex|appendix|part|chapter|phase|wave|step|no|number|nr|q|release|january|february|march|april|may|june|july|august|september|october|november|december)\.?$/i

/** "in Lindhaven", "from the Ardennes": a name to which something moves, or where it is. */
export const isSited = ({ before }: NameRun): boolean => SITED.test(before)

/** "in Lindhaven", "within the European Union": something is there. */
export const isWithin = ({ before }: NameRun): boolean => WITHIN.test(before)

/** "Place: Lindhaven". */
export const isLabelled = ({ before }: NameRun): boolean => LABEL.test(before)

/** "in Lindhaven": the least that is asked of a name that no list has. */
export const isIn = ({ before }: NameRun): boolean => /\b(?:in|near|outside|throughout)\s+$/.test(before)

/** "the village of Heydour", "Heydour is a hamlet in", "born in Heydour, England". */
export const isDescribed = (run: NameRun): boolean =>
  OF_A_KIND.test(run.before) || IS_A_KIND.test(run.after) || (liesIn(run.after) && isSited(run))

/** "Senlis, France", within a list or in brackets. */
export const isBeforeItsCountry = (run: NameRun): boolean =>
  liesIn(run.after) && (isSited(run) || /(?:^|[,(:;])\s*$/.test(run.before))

/** "Hafenstrasse 12, Lindhaven", "4 Dock Road, Westerwick", "10117 Berlin"; of what no list knows, only as far as it stands alone. */
export const isInAddress = ({ before, after }: NameRun, isListed: boolean): boolean => {
  if (POSTCODE.test(before)) return isListed || endsPart(after)
  if (STREET_NAMED.test(before)) return true
  const street = STREET.exec(before)?.[1]
  if (street === undefined || NUMBERED.test(street) || isEveryday(street)) return false
  return isListed || endsPart(after)
}

/** Whether the name is followed by the end of its part of a sentence or by a word that goes on with it, not by a noun. */
export const standsAlone = ({ after }: NameRun): boolean =>
  /^\s*(?:$|[^\p{L}\p{N}\s'’-]|(?:and|or|on|at|in|from|to|with|by|for|of|where|which|who|is|was|are|were|has|had|have|since|during|until|till|before|after|as|when|while|then|the|a|an|he|she|it|they|we|via|near|will|would|must|shall|can|but)\b)/u.test(
    after,
  )

const endsPart = (after: string): boolean => /^\s*(?:$|[\n,.;:|)(])/u.test(after)

const NAME = String.raw`\p{Lu}[\p{L}\p{M}'’-]*(?:[ \n]\p{Lu}[\p{L}\p{M}'’-]*){0,2}`
const NEXT = new RegExp(String.raw`^\s*,\s+(${NAME})`, 'u')
const LAST = new RegExp(String.raw`(${NAME})(?:\s*,|\s+(?:and|or|&)|\s*,\s*(?:and|or))\s+$`, 'u')

/** Whether a known place follows after a comma, in which this one lies. */
const liesIn = (after: string): boolean => {
  const words = NEXT.exec(after)?.[1]?.split(/\s+/) ?? []
  return words.some((_, at) => renownOf(words.slice(0, at + 1).join(' ')) === 'known')
}

/** "Zürich, Osijek and": the last of a list of places stands before the name. */
export const isListedWith = ({ before }: NameRun): boolean => {
  const words = LAST.exec(before)?.[1]?.split(/\s+/) ?? []
  const renowns = words.map((_, at) => renownOf(words.slice(at).join(' ')))
  return (
    renowns.includes('known') ||
    (renowns.includes('possible') && /\b(?:in|at|from|to|between|near)\s+\p{Lu}/u.test(before))
  )
}
