import { z } from 'zod'
import { command, entityById } from '#kernel/entities/index.ts'
import { linkEntities } from '#kernel/graph/index.ts'
import { Refusal } from '#kernel/module/index.ts'
import { referentMerged, referentUnmerged } from '../events.ts'
import { referent } from '../kinds.ts'

const reason = z.string().trim().min(2).max(2_000)

/**
 * Says that a record and another are the same. Findings stay with the record that they were given to, which now leads
 * to the other; so taking them apart again restores what was.
 */
export const mergeReferent = command(referent, 'merge', {
  label: 'Merge into another',
  input: z.strictObject({ into: z.string().min(1).max(60), reason }),
  decide: (row) => ({ change: { state: 'merged' }, emit: [referentMerged({ referent_id: row.id })] }),
  async follow(context, row, input) {
    const into = await entityById(context, referent, input.into, true)
    if (into.id === row.id)
      throw new Refusal(409, 'same-record', `${row.key} cannot be merged into itself. Name another record.`)
    if (into.type !== row.type)
      throw new Refusal(
        409,
        'other-type',
        `${row.key} is a ${row.type ?? 'thing'} and ${into.key} a ${String(into.type)}; only records of one type can be the same.`,
      )
    if (into.state !== 'active' || into.deleted_at !== null)
      throw new Refusal(
        409,
        'not-active',
        `${into.key} is itself merged or deleted. Name the record that it led to.`,
      )
    await context.tx.query('update referents set merged_into = $3 where org_id = $1 and id = $2', [
      context.scope.orgId,
      row.id,
      into.id,
    ])
    await linkEntities(context, {
      sourceId: row.id,
      relation: 'same_as',
      targetId: into.id,
      note: input.reason,
      confidence: 1,
    })
  },
})

/** Takes back a merge: the record stands for itself again, with the findings that it had. */
export const unmergeReferent = command(referent, 'unmerge', {
  label: 'Take apart again',
  input: z.strictObject({ reason }),
  decide: (row) => ({
    change: { state: 'active', merged_into: null },
    emit: [referentUnmerged({ referent_id: row.id })],
  }),
  async follow(context, row) {
    await context.tx.query(
      `delete from links where org_id = $1 and source_id = $2 and relation = 'same_as'`,
      [context.scope.orgId, row.id],
    )
  },
})
