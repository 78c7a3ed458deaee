import { z } from 'zod'
import { projectQuery } from '#kernel/contract/index.ts'
import { entityById, keyOf, type Reader } from '#kernel/entities/index.ts'
import { compared, duplicateSchema, duplicatesOf, leastLikeness } from '../duplicates.ts'
import { suggestion } from '../kinds.ts'
import { likeness, wordsOf } from '../likeness.ts'

const similar = z.object({
  id: z.uuid(),
  key: z.string(),
  kind: z.string(),
  label: z.string(),
  /** shared telling words of the titles, 0 to 1 */
  likeness: z.number(),
})

const shown = 5

interface Candidate {
  id: string
  kind: string
  number: number
  label: string
}

/** `GET suggestions/{id}/similar`: what there is already that a suggestion may repeat. */
export const similarToSuggestion = projectQuery({
  path: 'suggestions/{id}/similar',
  name: 'suggestions.similar',
  summary: 'Records and open suggestions that a suggestion may repeat, the most alike first',
  permit: { kind: 'suggestion', action: 'view' },
  output: z.object({ records: z.array(duplicateSchema), suggestions: z.array(similar) }),
  async handle(reading, { params }) {
    const proposed = await entityById(reading, suggestion, params.id)
    const words = wordsOf(String(proposed.title))
    const kind = reading.house.registry.kind(String(proposed.target_kind))
    const [records, suggestions] = await Promise.all([
      kind
        ? duplicatesOf(reading, {
            kind,
            title: String(proposed.title),
            payload: z.record(z.string(), z.unknown()).parse(proposed.payload),
            made: proposed.applied_entity_id === null ? undefined : String(proposed.applied_entity_id),
          })
        : [],
      openSuggestionsFor(reading, String(proposed.target_kind), proposed.id),
    ])
    return { records, suggestions: mostAlike(reading, words, suggestions) }
  },
})

const openSuggestionsFor = (reader: Reader, kind: string, own: string): Promise<Candidate[]> =>
  reader.tx.query(
    `select e.id, e.kind, e.number, e.label from suggestions s join entities e on e.org_id = s.org_id and e.id = s.id
     where s.org_id = $1 and s.project_id = $2 and s.target_kind = $3 and s.state = 'pending' and e.deleted_at is null and s.id <> $4
     order by e.updated_at desc, e.id limit ${compared}`,
    [reader.scope.orgId, reader.project.id, kind, own],
  )

const mostAlike = (
  reader: Reader,
  words: ReadonlySet<string>,
  candidates: readonly Candidate[],
): z.output<typeof similar>[] =>
  candidates
    .map((candidate) => ({ candidate, likeness: likeness(words, wordsOf(candidate.label)) }))
    .filter((each) => each.likeness >= leastLikeness)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, shown)
    .map(({ candidate: { number, ...head }, likeness: share }) => {
      const kind = reader.house.registry.kind(head.kind)
      return { ...head, key: kind ? keyOf(kind, number) : head.id, likeness: Math.round(share * 100) / 100 }
    })
