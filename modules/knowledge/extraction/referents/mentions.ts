import { keyOf, type Entity, type Reader } from '#kernel/entities/index.ts'
import { referent } from '../kinds.ts'
import { candidatesFor } from './referent-store.ts'
import { matchKeysOf, type Naming } from './name-keys.ts'
import { likeness } from './resolve.ts'

/** One file's naming of a person, organization or place, and why it was given to the record. */
export interface ReferentMention {
  finding_id: string
  artifact_id: string
  filename: string
  name: string
  role: string | null
  organization: string | null
  email: string | null
  handle: string | null
  mentions: number
  spans: { start: number; end: number }[]
  confidence: number
  referent_id: string
  resolution_confidence: number | null
  reasons: string[]
}

/** Where a record is named: in all files, and also through what was merged into it. */
export const mentionsOf = (reader: Reader, referentId: string): Promise<ReferentMention[]> =>
  reader.tx.query<ReferentMention>(
    `with recursive same as (
       select id from referents where org_id = $1 and id = $2
       union select r.id from referents r join same s on r.merged_into = s.id where r.org_id = $1
     ), named as (
       select id, artifact_id, name, role, organization, email, handle, mention_count, spans, confidence, referent_id, resolution_confidence, resolution_reasons
       from artifact_persons where org_id = $1 and referent_id in (select id from same)
       union all
       select id, artifact_id, name, null, null, null, null, mention_count, spans, confidence, referent_id, resolution_confidence, resolution_reasons
       from artifact_names where org_id = $1 and referent_id in (select id from same)
     )
     select n.id as finding_id, n.artifact_id, e.label as filename, n.name, n.role, n.organization, n.email, n.handle, n.mention_count as mentions,
       n.spans, n.confidence::float8 as confidence, n.referent_id, n.resolution_confidence::float8 as resolution_confidence, n.resolution_reasons as reasons
     from named n join entities e on e.org_id = $1 and e.id = n.artifact_id
     where e.deleted_at is null order by e.number desc, n.mention_count desc, n.id limit 1000`,
    [reader.scope.orgId, referentId],
  )

/** Records that may be the same as this one, the likeliest first, with what speaks for and against it. */
export const alikeTo = async (
  reader: Reader,
  row: Entity,
): Promise<{ id: string; key: string; name: string; confidence: number; reasons: string[] }[]> => {
  const own = namingOf(row)
  const candidates = await candidatesFor(reader, matchKeysOf(own))
  const numbers = await reader.tx.query<{ id: string; number: number }>(
    `select e.id, e.number from entities e join referents t on t.org_id = e.org_id and t.id = e.id
     where e.org_id = $1 and e.id = any ($2::uuid[]) and t.state = 'active'`,
    [reader.scope.orgId, candidates.map(({ id }) => id)],
  )
  const keys = new Map(numbers.map(({ id, number }) => [id, keyOf(referent, number)]))
  return candidates
    .filter(({ id }) => id !== row.id && keys.has(id))
    .map((candidate) => ({
      ...likeness(own, candidate),
      name: candidate.name,
      key: keys.get(candidate.id) ?? '',
    }))
    .filter(({ confidence }) => confidence >= 0.3)
    .toSorted((a, b) => b.confidence - a.confidence || a.key.localeCompare(b.key))
    .slice(0, 20)
}

const words = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const namingOf = (row: Entity): Naming => ({
  type: row.type === 'organization' || row.type === 'place' ? row.type : 'person',
  name: words(row.name) ?? row.label,
  role: words(row.role),
  organization: words(row.organization),
  email: words(row.email),
  handle: words(row.handle),
})
