import type { Context } from '#kernel/module/index.ts'
import { settingsOf } from '../settings.ts'
import { matchKeysOf, nameKeyOf, type Naming } from './name-keys.ts'
import {
  assignFinding,
  candidatesFor,
  enrichReferents,
  insertReferents,
  lockReferents,
  namingsOf,
  rulingsFor,
  type FoundNaming,
} from './referent-store.ts'
import { resolve, type Candidate, type Resolution } from './resolve.ts'

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
  const given: { naming: FoundNaming; to: Resolution }[] = []
  const newcomers = new Map<string, FoundNaming>()
  const further = new Map<string, FoundNaming[]>()
  for (const naming of namings) {
    const ruled = rulings.get(`${naming.type}:${nameKeyOf(naming)}`)
    const candidates = matchKeysOf(naming).flatMap((key) => known.get(key) ?? [])
    const found = ruled
      ? { id: ruled, confidence: 1, reasons: ['decided by a person'] }
      : resolve(naming, [...new Set(candidates)], settings.EXTRACTION_SAME_NAME_CONFIDENCE)
    if (found) {
      if (!ruled) further.set(found.id, [...(further.get(found.id) ?? []), naming])
      given.push({ naming, to: found })
      continue
    }
    const id = newcomer(newcomers.size)
    newcomers.set(id, naming)
    remember(known, { ...naming, id })
    given.push({ naming, to: { id, confidence: 1, reasons: ['first named here'] } })
  }
  const made = await insertReferents(
    context,
    [...newcomers].map(([id, naming]) => ({ ...naming, ...filled([naming, ...(further.get(id) ?? [])]) })),
  )
  const ids = new Map([...newcomers.keys()].map((id, index) => [id, made[index]?.id ?? id]))
  enrichReferents(
    context,
    [...further].flatMap(([id, all]) => (ids.has(id) ? [] : [{ id, ...filled(all) }])),
  )
  for (const { naming, to } of given.toSorted((a, b) => a.naming.table.localeCompare(b.naming.table)))
    assignFinding(context, naming, { ...to, id: ids.get(to.id) ?? to.id })
}

/** What a record is called until it has an id: behind all ids, in the order of their coming. */
const newcomer = (place: number): string => `new ${String(place).padStart(9, '0')}`

/** What several namings of one thing know of it together: of each the first that says it. */
const filled = (namings: readonly Naming[]) => {
  const first = (name: 'role' | 'organization' | 'email' | 'handle'): string | null =>
    namings.find((naming) => naming[name])?.[name] ?? null
  return {
    role: first('role'),
    organization: first('organization'),
    email: first('email'),
    handle: first('handle'),
    keys: [...new Set(namings.flatMap(matchKeysOf))],
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
