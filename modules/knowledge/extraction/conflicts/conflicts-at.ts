import { keyOf, type Reader } from '#kernel/entities/index.ts'
import type { Context, Reading } from '#kernel/module/index.ts'
import { allows } from '#kernel/policy/index.ts'
import { artifact } from '#modules/knowledge/artifacts/index.ts'
import { conflict, type ConflictSide } from '../kinds.ts'

/** Words of a file: half-open UTF-16 offsets into its text. */
export interface WordsAt {
  artifactId: string
  start: number
  end: number
}

/** A side of a conflict with what its file is called. */
export type NamedSide = ConflictSide & { key: string; title: string }

/** What is known of two files that give different values for one thing. `holds` and `resolution` are what somebody said. */
export interface KnownConflict {
  id: string
  key: string
  factType: string
  state: 'open' | 'resolved' | 'dismissed'
  holds: 'first' | 'second' | 'neither' | null
  resolution: string | null
  first: NamedSide
  second: NamedSide
}

interface Row extends Omit<KnownConflict, 'key' | 'first' | 'second'> {
  number: number
  sides: ConflictSide[]
  numbers: number[]
  titles: string[]
}

/**
 * Conflicts of which one side stands among these words, the surest first, at most `limit`. Those with a side in a file
 * that was superseded, went to the bin or is of the category `without` say nothing any more.
 */
export const conflictsAt = async (
  reader: Reading | Context,
  places: readonly WordsAt[],
  { limit, without }: { limit: number; without: string },
): Promise<KnownConflict[]> => {
  if (places.length === 0 || !allows(reader.house.registry.policy(conflict.kind), reader.caller, 'view'))
    return []
  const rows = await rowsAt(reader, places, limit, without)
  return rows.flatMap(({ number, sides, numbers, titles, ...row }) => {
    const [first, second] = sides.map((side, at) => ({
      ...side,
      key: keyOf(artifact, numbers[at] ?? 0),
      title: titles[at] ?? side.filename,
    }))
    return first && second ? [{ ...row, key: keyOf(conflict, number), first, second }] : []
  })
}

const rowsAt = (reader: Reader, places: readonly WordsAt[], limit: number, without: string): Promise<Row[]> =>
  reader.tx.query<Row>(
    `select c.id, e.number, c.fact_type as "factType", c.state, c.holds, c.resolution, c.sides,
       jsonb_build_array(x.number, y.number) as numbers, jsonb_build_array(x.label, y.label) as titles
     from conflicts c
     join entities e on e.org_id = c.org_id and e.id = c.id and e.deleted_at is null
     join artifacts a on a.org_id = c.org_id and a.id = c.first_artifact_id and a.superseded_by is null and a.category is distinct from $5
     join artifacts b on b.org_id = c.org_id and b.id = c.second_artifact_id and b.superseded_by is null and b.category is distinct from $5
     join entities x on x.org_id = c.org_id and x.id = a.id and x.deleted_at is null
     join entities y on y.org_id = c.org_id and y.id = b.id and y.deleted_at is null
     where c.org_id = $1 and c.project_id = $2 and (c.first_artifact_id = any ($6::uuid[]) or c.second_artifact_id = any ($6::uuid[]))
       and exists (
         select 1 from jsonb_to_recordset(c.sides) as side (artifact_id uuid, start int, "end" int)
         join jsonb_to_recordset($3::jsonb) as place ("artifactId" uuid, start int, "end" int)
           on place."artifactId" = side.artifact_id and side.start < place."end" and side."end" > place.start)
     order by c.confidence desc, e.number limit $4`,
    [
      reader.scope.orgId,
      reader.project.id,
      JSON.stringify(places),
      limit,
      without,
      [...new Set(places.map(({ artifactId }) => artifactId))],
    ],
  )
