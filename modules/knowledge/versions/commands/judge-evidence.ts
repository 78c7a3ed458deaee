import { notifyOwners } from '#kernel/entities/index.ts'
import { linkEntities, markStale, spanFor } from '#kernel/graph/index.ts'
import type { Context } from '#kernel/module/index.ts'
import { placeIn } from '#modules/knowledge/artifacts/index.ts'
import type { Fate } from '../comparison/compare-texts.ts'
import type { TextRange } from '../comparison/verdicts.ts'
import { notJudgedSince, type CitedSpan, type Version } from '../queries/versions.ts'

/**
 * Marks what rests on words that changed as stale and tells its owners; what rests on words that stand in the newer
 * version rests on them there too from now on, and keeps its link to where they were first found.
 */
export const judgeEvidence = async (
  context: Context,
  newer: Version,
  spans: readonly CitedSpan[],
  fates: readonly Fate[],
): Promise<{ stale: number; carried: number }> => {
  const fallen: string[] = []
  let carried = 0
  for (const [index, span] of spans.entries()) {
    const fate = fates[index]
    if (!fate) continue
    const links = await linksOn(context, span.id, newer.id)
    if (fate.holds) carried += await carryOver(context, newer, links, fate.fresh)
    else fallen.push(...links.map(({ id }) => id))
  }
  const marked = await markStale(context, fallen)
  if (marked.length > 0)
    await notifyOwners(
      context,
      marked.map(({ sourceId }) => sourceId),
      'stale',
      'rests on words that a newer version changed',
    )
  return { stale: marked.length, carried }
}

interface RestingLink {
  id: string
  sourceId: string
  relation: string
  confidence: string | null
}

const linksOn = ({ tx, scope }: Context, spanId: string, newId: string): Promise<RestingLink[]> =>
  tx.query<RestingLink>(
    `select l.id, l.source_id as "sourceId", l.relation, l.confidence from links l join entities e on e.org_id = l.org_id and e.id = l.source_id
     where l.org_id = $1 and l.span_id = $2 and e.deleted_at is null and ${notJudgedSince('$3')} order by l.id`,
    [scope.orgId, spanId, newId],
  )

/** Lets records rest on words of the newer version too, with the confidence of the links that they have. */
export const carryOver = async (
  context: Context,
  newer: Version,
  links: readonly Pick<RestingLink, 'sourceId' | 'relation' | 'confidence'>[],
  { start, end }: TextRange,
): Promise<number> => {
  if (links.length === 0) return 0
  const spanId = await spanFor(context, {
    artifactId: newer.id,
    start,
    end,
    quote: newer.stored.text.slice(start, end),
    ...placeIn(newer.stored, start, end),
  })
  for (const { sourceId, relation, confidence } of links)
    await linkEntities(context, {
      sourceId,
      relation,
      targetId: newer.id,
      spanId,
      origin: 'rule',
      ...(confidence === null ? {} : { confidence: Number(confidence) }),
    })
  return links.length
}
