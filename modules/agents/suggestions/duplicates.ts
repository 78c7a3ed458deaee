import { z } from 'zod'
import { findEntities, keyOf, type Kind, type Reader } from '#kernel/entities/index.ts'
import { differences } from './differences.ts'
import { likeness, wordsOf } from './likeness.ts'

/** A record, or another proposal, that may say the same as a suggestion. */
export const duplicateSchema = z.object({
  id: z.uuid(),
  key: z.string(),
  kind: z.string(),
  label: z.string(),
  /** shared telling words of the titles, 0 to 1 */
  likeness: z.number(),
  differences: z.array(z.object({ field: z.string(), existing: z.unknown(), proposed: z.unknown() })),
})
/** A record, or another proposal, that may say the same as a suggestion. */
export type Duplicate = z.output<typeof duplicateSchema>

/** From here on a title is worth a look; found by trying titles of the demo, not a standard. */
export const leastLikeness = 0.4
const most = 5
/** Titles that are compared; a project with more of one kind is compared with its newest. */
export const compared = 2_000

interface Proposed {
  kind: Kind
  title: string
  payload: Readonly<Record<string, unknown>>
  /** the record that was made of the proposal, which is no duplicate of it */
  made?: string | undefined
}

/** Records of the kind that a proposal would make which may be the same, most alike first, with what differs. */
export const duplicatesOf = async (
  reader: Reader,
  { kind, title, payload, made }: Proposed,
): Promise<Duplicate[]> => {
  const words = wordsOf(title)
  if (words.size === 0) return []
  const heads = await reader.tx.query<{ id: string; number: number; label: string }>(
    `select id, number, label from entities
     where org_id = $1 and project_id = $2 and kind = $3 and deleted_at is null and lower(label) like any ($4::text[])
     order by number desc limit ${compared}`,
    [reader.scope.orgId, reader.project.id, kind.kind, [...words].map((word) => `%${word}%`)],
  )
  const ranked = heads
    .map((head) => ({ ...head, likeness: likeness(words, wordsOf(head.label)) }))
    .filter((head) => head.likeness >= leastLikeness && head.id !== made)
    .toSorted((a, b) => b.likeness - a.likeness || a.number - b.number)
    .slice(0, most)
  if (ranked.length === 0) return []
  const rows = await findEntities(
    reader,
    kind,
    ranked.map(({ id }) => id),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ranked.flatMap(({ id, number, label, likeness: share }) => {
    const row = byId.get(id)
    return row
      ? [
          {
            id,
            key: keyOf(kind, number),
            kind: kind.kind,
            label,
            likeness: Math.round(share * 100) / 100,
            differences: differences(row, payload),
          },
        ]
      : []
  })
}
