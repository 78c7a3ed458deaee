import { z } from 'zod'
import { command } from '#kernel/entities/index.ts'
import { linkEntities } from '#kernel/graph/index.ts'
import { Refusal } from '#kernel/module/index.ts'
import { referentSplit } from '../events.ts'
import { referent } from '../kinds.ts'
import { nameKeyOf, type FoundNaming } from '../referents/index.ts'
import {
  assignFinding,
  findingsOfReferent,
  insertReferents,
  lockReferents,
  rule,
} from '../referents/index.ts'

/**
 * Gives some findings of a record to a new one, since they mean somebody else. That decision is kept by file and name,
 * and so holds when the file is read again; merging the new record into the former takes it back.
 */
export const splitReferent = command(referent, 'split', {
  label: 'Split off findings that mean another',
  input: z.strictObject({
    finding_ids: z.array(z.uuid()).min(1).max(500),
    name: z.string().trim().min(1).max(255).optional(),
    reason: z.string().trim().min(2).max(2_000),
  }),
  decide: (row) => ({ emit: [referentSplit({ referent_id: row.id })] }),
  async follow(context, row, input) {
    await lockReferents(context)
    const findings = await findingsOfReferent(context, row.id)
    const chosen = findings.filter(({ id }) => input.finding_ids.includes(id))
    if (chosen.length !== new Set(input.finding_ids).size)
      throw new Refusal(
        409,
        'not-its-findings',
        `Some of the findings do not belong to ${row.key}. Read its mentions again and name findings from there.`,
      )
    if (chosen.length === findings.length)
      throw new Refusal(409, 'nothing-left', `All findings of ${row.key} were named; leave it at least one.`)
    const [first] = chosen
    if (!first) return
    const [made] = await insertReferents(context, [
      { ...fullest(chosen, first), name: input.name ?? first.name },
    ])
    if (!made) return
    const because = { id: made.id, confidence: 1, reasons: ['decided by a person'] }
    for (const finding of chosen) {
      assignFinding(context, finding, because)
      await rule(context, { ...finding, nameKey: nameKeyOf(finding) }, made.id)
    }
    await linkEntities(context, {
      sourceId: made.id,
      relation: 'split_from',
      targetId: row.id,
      note: input.reason,
    })
  },
})

const fullest = (
  findings: readonly FoundNaming[],
  first: FoundNaming,
): Pick<FoundNaming, 'type' | 'name' | 'role' | 'organization' | 'email' | 'handle'> => ({
  type: first.type,
  name: first.name,
  role: findings.find((f) => f.role)?.role ?? null,
  organization: findings.find((f) => f.organization)?.organization ?? null,
  email: findings.find((f) => f.email)?.email ?? null,
  handle: findings.find((f) => f.handle)?.handle ?? null,
})
