import { readFileSync } from 'node:fs'
import { isEveryday, isGivenName, isPlace, isSurname } from '../reading/lexicon.ts'

/**
 * How well a name is known as that of a place: on sight; where a place may be spoken of; only where one surely is, since
 * people or things are called so too ("Nice", "Austin", "Reading"); or not at all.
 */
export type Renown = 'known' | 'possible' | 'ambiguous' | 'unknown'

/** Letters without case and accents, so that "Zurich" is "Zürich". */
const plain = (name: string): string =>
  name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").replaceAll(/\s+/g, ' ').toLowerCase()

// see make-gazetteer.ts
const [large = '', small = ''] = readFileSync(new URL('gazetteer.txt', import.meta.url), 'utf8').split('\n\n')
const largeNames = new Set(large.split('\n').map(plain))
const smallNames = new Set(small.trimEnd().split('\n').map(plain))

/** What the lists say of a name. Case and accents do not matter. */
export const renownOf = (name: string): Renown => {
  const key = plain(name)
  const isKnown = isPlace(key) || largeNames.has(key)
  if (!isKnown && !smallNames.has(key)) return 'unknown'
  if (!key.includes(' ') && (isEveryday(key) || isGivenName(key) || isSurname(key))) return 'ambiguous'
  return isKnown ? 'known' : 'possible'
}
