import { z } from 'zod'
import { command, createEntity } from '#kernel/entities/index.ts'
import { linkEntities } from '#kernel/graph/index.ts'
import { Refusal } from '#kernel/module/index.ts'
import { evidenceWordsSchema } from '#modules/knowledge/artifacts/index.ts'
import { suggestionAccepted } from '../events.ts'
import { suggestion } from '../kinds.ts'
import { linkEvidence } from '../link-evidence.ts'

/**
 * Makes the record that is proposed, with the reader's edits where there are some, linked to the very words on which it
 * rests. All or nothing: a refused record leaves the suggestion pending.
 */
export const acceptSuggestion = command(suggestion, 'accept', {
  label: 'Accept the suggestion',
  reversible: true,
  input: z.strictObject({
    edits: z.record(z.string(), z.unknown()).optional(),
    reason: z.string().trim().max(2_000).optional(),
  }),
  decide: (row, _input, { now, actorId }) => ({
    change: { state: 'accepted', decided_at: now, decided_by: actorId },
    emit: [suggestionAccepted({ suggestion_id: row.id })],
  }),
  async follow(context, row, { edits }) {
    const kind = context.house.registry.kinds.get(row.target_kind ?? '')
    if (!kind)
      throw new Refusal(
        409,
        'unknown-kind',
        `This project has no records of the kind ${row.target_kind ?? 'unknown'}.`,
      )
    const made = await createEntity(context, kind, { ...row.payload, ...edits })
    const evidence = z.array(evidenceWordsSchema).parse(row.evidence ?? [])
    await linkEvidence(context, [{ id: made.id, evidence, confidence: Number(row.confidence) }])
    await linkEntities(context, {
      sourceId: made.id,
      relation: 'arose_from',
      targetId: row.id,
      origin: 'rule',
    })
    await context.tx.query('update suggestions set applied_entity_id = $3 where org_id = $1 and id = $2', [
      context.scope.orgId,
      row.id,
      made.id,
    ])
  },
})
