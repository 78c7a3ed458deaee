import { PLACE_WORDS } from '../persons/name-words.ts'
import { bare } from '../persons/name-shape.ts'
import { isEveryday, isGivenName } from '../reading/lexicon.ts'
import type { NameRun } from '../names/name-runs.ts'
import { renownOf, type Renown } from './gazetteer.ts'
import {
  isBeforeItsCountry,
  isDescribed,
  isIn,
  isInAddress,
  isListedWith,
  isLabelled,
  isSited,
  isWithin,
  standsAlone,
} from './place-context.ts'

const PLACE_ENDS =
  /^(?:street|avenue|ave|road|rd|boulevard|lane|drive|square|plaza|bridge|tower|castle|palace|airport|station|harbor|harbour|island|islands|isle|lake|river|creek|bay|sea|ocean|mountain|mountains|hill|hills|valley|desert|forest|beach|cape|coast|county|city|town|township|village|district|province|state|region|territory|republic|kingdom|peninsula|park|building|house|hall|parish|canton|prefecture|municipality|canal|falls|strait|gulf|archipelago|glacier|quay|wharf|docks?|empire)$/
const PLACE_OPENS =
  /^(?:lake|mount|mt|cape|fort|camp|port|saint|st|san|santa|los|las|new|north|south|east|west|republic|state|city|kingdom|commonwealth|province|county|university)$/
const PLACE_OF =
  /^(?:city|state|county|commonwealth|republic|kingdom|province|district|isle|gulf|bay|duchy) of$/
/** Unions of states: places where something is in them, bodies where they act. */
const UNIONS = /^(?:the )?(?:european union|eu|european economic area|eea|eurozone|schengen area)$/
const MONTHS =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/
/** Written as towns are: neither "GraphQL" nor "Python's" nor "V8". */
const TOWN = /^\p{Lu}\p{Ll}+(?:-\p{L}\p{Ll}*)*$/u
const PEOPLES = /(?:ish|ese|ians?|icans?|french|german)$/

/** How surely a run of capitalized words names a place, 0…1. The weights are judgments. */
export function placeScore(run: NameRun): number {
  const { words, after } = run
  const bares = words.map(bare)
  const phrase = bares.join(' ')
  if (MONTHS.test(phrase)) return 0
  if (UNIONS.test(phrase)) return isWithin(run) ? 0.86 : 0
  const renown = renownOf(words.join(' '))
  if (renown === 'known') return /^\s*(?:-|['’]s\s+(?:Inc|Ltd))/.test(after) ? 0.4 : 0.85
  const spoken = bySurroundings(run, renown)
  if (spoken > 0) return spoken
  if (words.length === 1) return 0
  const [first = '', last = ''] = [bares[0], bares.at(-1)]
  if (PLACE_OF.test(bares.slice(0, 2).join(' '))) return 0.8
  const opens = PLACE_OPENS.test(first) && words.length <= 3 && words.slice(1).every((w) => TOWN.test(w))
  if (PLACE_ENDS.test(last) || (opens && (isSited(run) || !bares.slice(1).some((w) => isEveryday(w)))))
    return bares.every((w) => isEveryday(w)) ? 0.3 : isSited(run) ? 0.8 : 0.65
  return 0
}

/** What the text around a name says of it; a name that a list has needs less. */
const bySurroundings = (run: NameRun, renown: Renown): number => {
  const { words } = run
  const bares = words.map(bare)
  const isListed = renown !== 'unknown'
  const isWord = bares.every((w) => isEveryday(w) || PLACE_WORDS.has(w))
  if (bares.some((w) => w.length < 2) || words.length > 4) return 0
  if (isInAddress(run, isListed) || (isListed && isBeforeItsCountry(run))) return 0.75
  if (isWord) return 0
  if (isLabelled(run) || isDescribed(run)) return 0.75
  if (/^\p{Lu}{2,}$/u.test(words[0] ?? '') || PEOPLES.test(bares.at(-1) ?? '') || !standsAlone(run)) return 0
  if (renown === 'possible' && isListedWith(run)) return 0.7
  if (renown === 'possible') return isSited(run) && !/\bthe\s+$/.test(run.before) ? 0.7 : 0
  if (renown === 'ambiguous') return isWithin(run) ? 0.6 : 0
  if (!isIn(run) || words.length > 2 || !words.every((w) => TOWN.test(w))) return 0
  if (bares.some((w) => isEveryday(w) || isGivenName(w))) return 0
  return words.length === 1 ? 0.55 : 0.5
}
