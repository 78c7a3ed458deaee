import { entityById } from '#kernel/entities/index.ts'
import { confirmLink } from '#kernel/graph/index.ts'
import { forbidden, notFound, type Context } from '#kernel/module/index.ts'
import { allows } from '#kernel/policy/index.ts'
import { versionsOf } from '../queries/versions.ts'
import { carryOver } from './judge-evidence.ts'

interface StaleEvidence {
  sourceId: string
  kind: string
  relation: string
  confidence: string | null
  newId: string | null
  newStart: number | null
  newEnd: number | null
}

/**
 * Notes that a record still holds although the words changed on which it rests. Where they became other words, the
 * record rests on those from now on too.
 * @throws Refusal 403, 404
 */
export const confirmEvidence = async (context: Context, linkId: string): Promise<void> => {
  const [link] = await context.tx.query<StaleEvidence>(
    `select l.source_id as "sourceId", e.kind, l.relation, l.confidence, v.new_id as "newId", p.new_start as "newStart", p.new_end as "newEnd"
     from links l join entities e on e.org_id = l.org_id and e.id = l.source_id
     join spans s on s.org_id = l.org_id and s.id = l.span_id
     left join version_comparisons v on v.org_id = l.org_id and v.old_id = s.artifact_id
     left join passage_changes p on p.org_id = v.org_id and p.comparison_id = v.id
       and p.old_start < s.end_offset and p.old_end > s.start_offset and p.change in ('changed', 'reworded')
     where l.org_id = $1 and l.project_id = $2 and l.id = $3 and l.stale_since is not null order by p.position limit 1`,
    [context.scope.orgId, context.project.id, linkId],
  )
  const kind = link && context.house.registry.kind(link.kind)
  if (!link || !kind) throw notFound('stale link')
  const record = await entityById(context, kind, link.sourceId, true)
  if (!allows(context.house.registry.policy(kind.kind), context.caller, 'link', record))
    throw forbidden('confirm the evidence of', kind.label.one.toLowerCase())
  await confirmLink(context, linkId)
  const { newId, newStart, newEnd } = link
  const versions = newId === null ? undefined : await versionsOf(context, newId)
  if (versions && newStart !== null && newEnd !== null)
    await carryOver(context, versions.newer, [link], { start: newStart, end: newEnd })
}
