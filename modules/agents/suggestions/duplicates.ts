import { z } from 'zod'
import { findEntities, keyOf, type Entity, type Kind, type Reader } from '#kernel/entities/index.ts'
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
/** Titles that a proposal is compared with; a project with more of one kind is compared with its newest. */
export const compared = 2_000
/** The same for proposals that are looked at together. */
const comparedTogether = 10_000

/** What would be made of a proposal. */
export interface Proposed {
  kind: Kind
  title: string
  payload: Readonly<Record<string, unknown>>
  /** the record that was made of the proposal, which is no duplicate of it */
  made?: string | undefined
}

/** Records of the kind that a proposal would make which may be the same, most alike first, with what differs. */
export const duplicatesOf = async (reader: Reader, proposed: Proposed): Promise<Duplicate[]> =>
  (await duplicatesOfAll(reader, [proposed]))[0] ?? []

/** The same for several proposals, in their order. */
export const duplicatesOfAll = async (reader: Reader, all: readonly Proposed[]): Promise<Duplicate[][]> => {
  const found = new Map<Proposed, Duplicate[]>()
  for (const [kind, proposals] of Map.groupBy(all, ({ kind: of }) => of)) {
    const ranked = await rankedOf(reader, kind, proposals)
    const ids = new Set([...ranked.values()].flatMap((heads) => heads.map(({ id }) => id)))
    const rows = new Map((await rowsOf(reader, kind, [...ids])).map((row) => [row.id, row]))
    for (const [proposed, heads] of ranked)
      found.set(
        proposed,
        heads.flatMap((head) => {
          const row = rows.get(head.id)
          return row ? [duplicate(kind, head, differences(row, proposed.payload))] : []
        }),
      )
  }
  return all.map((proposed) => found.get(proposed) ?? [])
}

interface Head {
  id: string
  number: number
  label: string
}
type Alike = Head & { likeness: number }

const rowsOf = async (reader: Reader, kind: Kind, ids: readonly string[]): Promise<Entity[]> =>
  ids.length === 0 ? [] : findEntities(reader, kind, ids)

const duplicate = (
  kind: Kind,
  { id, number, label, likeness: share }: Alike,
  different: Duplicate['differences'],
): Duplicate => ({
  id,
  key: keyOf(kind, number),
  kind: kind.kind,
  label,
  likeness: Math.round(share * 100) / 100,
  differences: different,
})

/** For each proposal the records with titles like its own, most alike first. */
const rankedOf = async (
  { tx, scope, project }: Reader,
  kind: Kind,
  proposals: readonly Proposed[],
): Promise<Map<Proposed, Alike[]>> => {
  const wordsByProposal = new Map(proposals.map((proposed) => [proposed, wordsOf(proposed.title)]))
  const telling = [...new Set([...wordsByProposal.values()].flatMap((words) => [...words]))]
  if (telling.length === 0) return new Map()
  const heads = await tx.query<Head>(
    `select id, number, label from entities
     where org_id = $1 and project_id = $2 and kind = $3 and deleted_at is null and lower(label) like any ($4::text[])
     order by number desc limit ${proposals.length === 1 ? compared : comparedTogether}`,
    [scope.orgId, project.id, kind.kind, telling.map((word) => `%${word}%`)],
  )
  const titles = heads.map((head) => ({ head, words: wordsOf(head.label) }))
  const withWord = new Map<string, Set<(typeof titles)[number]>>()
  for (const title of titles)
    for (const word of title.words) withWord.set(word, (withWord.get(word) ?? new Set()).add(title))
  return new Map(
    [...wordsByProposal].map(([proposed, words]) => {
      const near = new Set([...words].flatMap((word) => [...(withWord.get(word) ?? [])]))
      const ranked = [...near]
        .map(({ head, words: others }) => ({ ...head, likeness: likeness(words, others) }))
        .filter((head) => head.likeness >= leastLikeness && head.id !== proposed.made)
        .toSorted((a, b) => b.likeness - a.likeness || a.number - b.number)
      return [proposed, ranked.slice(0, most)]
    }),
  )
}
