import type { Context } from '#kernel/module/index.ts'
import { settingsOf } from '../settings.ts'
import { matchKeysOf, nameKeyOf, type Naming } from './name-keys.ts'
import {
  assignFinding,
  candidatesFor,
  enrichReferent,
  insertReferent,
  lockReferents,
  namingsOf,
  rulingsFor,
} from './referent-store.ts'
import { resolve, type Candidate } from './resolve.ts'

/**
 * Gives the names of a file to the persons, organizations and places of the project: first as people ruled, then by
 * likeness, else to a new record. Every assignment keeps its confidence and reasons.
 */
export const resolveArtifact = async (context: Context, artifactId: string): Promise<void> => {
  const settings = settingsOf(context.house)
  const namings = await namingsOf(context, artifactId, settings.EXTRACTION_NAME_CONFIDENCE)
  if (namings.length === 0) return
  await lockReferents(context)
  const rulings = await rulingsFor(context, artifactId)
  const known = byKey(await candidatesFor(context, [...new Set(namings.flatMap(matchKeysOf))]))
  for (const naming of namings) {
    const ruled = rulings.get(`${naming.type}:${nameKeyOf(naming)}`)
    if (ruled) {
      assignFinding(context, naming, { id: ruled, confidence: 1, reasons: ['decided by a person'] })
      continue
    }
    const candidates = matchKeysOf(naming).flatMap((key) => known.get(key) ?? [])
    const found = resolve(naming, [...new Set(candidates)], settings.EXTRACTION_SAME_NAME_CONFIDENCE)
    if (found) await enrichReferent(context, found.id, naming)
    const id = found?.id ?? (await insertReferent(context, naming)).id
    if (!found) remember(known, { ...naming, id })
    assignFinding(context, naming, found ?? { id, confidence: 1, reasons: ['first named here'] })
  }
}

type Known = Map<string, Candidate[]>

const byKey = (candidates: readonly (Candidate & { matchKeys: string[] })[]): Known => {
  const known: Known = new Map()
  for (const candidate of candidates)
    for (const key of candidate.matchKeys) known.set(key, [...(known.get(key) ?? []), candidate])
  return known
}

const remember = (known: Known, candidate: Naming & { id: string }): void => {
  for (const key of matchKeysOf(candidate)) known.set(key, [...(known.get(key) ?? []), candidate])
}
