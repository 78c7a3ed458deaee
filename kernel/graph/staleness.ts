import type { Context } from '../module/context.ts'
import { notFound } from '../module/refusal.ts'

/** A link of which it is doubtful whether it still holds. */
export interface StaleLink {
  id: string
  /** the record that rests on something that changed */
  sourceId: string
}

/**
 * Marks links whose source words changed; those that are marked already, and unknown ones, are left out of the answer.
 * Each tells of itself as `link.stale.v1`.
 */
export const markStale = async (context: Context, linkIds: readonly string[]): Promise<StaleLink[]> => {
  if (linkIds.length === 0) return []
  const marked = await context.tx.query<StaleLink>(
    `update links set stale_since = now() where org_id = $1 and project_id = $2 and id = any ($3::uuid[]) and stale_since is null
     returning id, source_id as "sourceId"`,
    [context.scope.orgId, context.project.id, linkIds],
  )
  for (const { id, sourceId } of marked)
    context.emit({ type: 'link.stale.v1', entityId: sourceId, payload: { id, source: sourceId } })
  return marked
}

/** Notes that a person looked at a stale link and found that it still holds. The caller has checked that they may. @throws Refusal 404 */
export const confirmLink = async (context: Context, linkId: string): Promise<void> => {
  const [link] = await context.tx.query<{ source: string }>(
    `update links set stale_since = null, validated_at = now(), validated_by = $4
     where org_id = $1 and project_id = $2 and id = $3 and stale_since is not null returning source_id as source`,
    [context.scope.orgId, context.project.id, linkId, context.caller.userId],
  )
  if (!link) throw notFound('stale link')
  context.emit({
    type: 'link.confirmed.v1',
    entityId: link.source,
    payload: { id: linkId, source: link.source },
  })
}
