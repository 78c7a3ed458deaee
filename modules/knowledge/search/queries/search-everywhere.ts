import { readingIn, type OrgContext } from '#kernel/contract/index.ts'
import type { Reading } from '#kernel/module/index.ts'
import { capped } from '#kernel/tenancy/access.ts'
import { readPassages } from './find-passages.ts'
import { combined, listsOf, type Lists, type SearchMode } from './rank.ts'
import { placeFor } from './place.ts'
import { hitsOf, spare, type SearchHit, type SearchWish } from './search.ts'

/** One thing found, and the project it is of. */
export interface PlacedHit extends SearchHit {
  project: { id: string; slug: string; name: string }
}

/** What was found in all projects together. */
export interface OrgSearchAnswer {
  hits: PlacedHit[]
  ms: number
  mode: SearchMode
  notice: string | null
}

/**
 * Finds passages of files and records in every project of an organization that the caller can see. Each project's own
 * frequencies say how rare a word is; scores of all are compared.
 * @throws Refusal as `search` does; a folder is of one project and cannot be named here
 */
export const searchEverywhere = async (
  context: OrgContext,
  wish: Omit<SearchWish, 'folder'>,
): Promise<OrgSearchAnswer> => {
  const began = performance.now()
  const readers = context.org.projects.map((project) => ({ project, reader: readerIn(context, project) }))
  const found: { at: number; reader: Reading; lists: Lists }[] = []
  // one after the other: all of it happens in the one transaction of the request
  for (const [at, { reader }] of readers.entries()) {
    const place = await placeFor(reader, wish, wish.perRecord ?? 1)
    const lists = await listsOf(reader, place, { query: wish.query, mode: wish.mode, wanted: wish.k + spare })
    found.push({ at, reader, lists })
  }
  const withMeaning = found.find(({ lists }) => lists.semantic)?.lists.semantic
  const ranked = combined(
    wish.mode,
    {
      lexical: best(found.flatMap(({ lists }) => lists.lexical)),
      semantic: withMeaning && {
        model: withMeaning.model,
        // one voice for all: that of the project in which the model may say least
        weight: Math.min(...found.flatMap(({ lists }) => lists.semantic?.weight ?? [])),
        passages: best(found.flatMap(({ lists }) => lists.semantic?.passages ?? [])),
      },
    },
    wish.perRecord ?? 1,
  ).slice(0, wish.k + spare)
  const order = new Map(ranked.map(({ id }, rank) => [id, rank]))
  const hits: { rank: number; hit: PlacedHit }[] = []
  for (const { at, reader, lists } of found) {
    const own = new Set([...lists.lexical, ...(lists.semantic?.passages ?? [])].map(({ id }) => id))
    const passages = await readPassages(
      reader,
      { orgId: reader.scope.orgId },
      ranked.filter(({ id }) => own.has(id)),
    )
    const project = readers[at]?.project
    const shown = await hitsOf(reader, passages, lists.terms)
    for (const [index, hit] of shown.entries()) {
      const rank = order.get(passages[index]?.id ?? '') ?? ranked.length
      if (project)
        hits.push({
          rank,
          hit: { ...hit, project: { id: project.id, slug: project.slug, name: project.name } },
        })
    }
  }
  return {
    hits: hits
      .toSorted((x, y) => x.rank - y.rank)
      .slice(0, wish.k)
      .map(({ hit }) => hit),
    ms: Math.round((performance.now() - began) * 10) / 10,
    mode: wish.mode !== 'lexical' && !withMeaning ? 'lexical' : wish.mode,
    notice: found.find(({ lists }) => lists.notice)?.lists.notice ?? null,
  }
}

const best = <T extends { id: string; score: number }>(list: T[]): T[] =>
  list.toSorted((x, y) => y.score - x.score || (x.id < y.id ? -1 : 1))

/** Reads one project in the transaction of the request: the embedded database has no second one to give. */
const readerIn = (
  { house, org, scope, access, tx }: OrgContext,
  project: OrgContext['org']['projects'][number],
): Reading => ({
  ...readingIn({
    house,
    org,
    project,
    scope: { ...scope, projectIds: [project.id] },
    role: capped(project.role, access.scopes),
    userId: access.user.id,
    correlationId: scope.requestId,
  }),
  tx,
})
