import type { Entity } from '#kernel/entities/index.ts'
import { Refusal, type Context } from '#kernel/module/index.ts'
import { allows } from '#kernel/policy/index.ts'
import { fingerprintOf, propose, proposedBefore } from '#modules/agents/suggestions/index.ts'
import { answerOf } from '../store.ts'

/** The record that an answer is to become. */
export interface RecordWish {
  kind: string
  /** fields of the record beside title and description, which come from the answer unless named here */
  fields?: Record<string, unknown> | undefined
}

/** What a kind demands that an answer does not say; whoever accepts the suggestion sees and can change it. */
const assumed: Record<string, Record<string, unknown>> = {
  risk: { probability: 'medium', impact: 'medium' },
  issue: { priority: 'medium', severity: 'medium' },
}

/** How sure a suggestion is whose every sentence is borne out by its sources, and one with doubts. */
const confidences = { answered: 0.7, doubtful: 0.4, not_found: 0 } as const

/**
 * Turns an answer into a suggestion that rests on the words it cites; a person accepts or rejects it. The same words
 * for the same kind are one suggestion.
 * @throws Refusal 404, 409 where the answer cites nothing, 422 for a kind that cannot be made
 */
export const proposeRecord = async (context: Context, id: string, wish: RecordWish): Promise<Entity> => {
  const answer = await answerOf(context, id)
  const kind = context.house.registry.kinds.get(wish.kind)
  if (!kind?.creatable || !allows(context.house.registry.policy(wish.kind), context.caller, 'create'))
    throw new Refusal(422, 'unknown-kind', `You cannot make a record of the kind ${wish.kind.slice(0, 100)}.`)
  const first = answer.citations[0]
  if (!first)
    throw new Refusal(409, 'nothing-to-propose', 'This answer cites nothing on which a record could rest.')
  const text = answer.answer.replaceAll(/\s*\[\d+\]/g, '')
  const title = (answer.sentences[0] ? text.split(/(?<=[.!?])\s/)[0] : undefined) ?? text
  const evidence = answer.citations.map(
    ({ title: filename, number: _n, key: _k, heading: _h, ...words }) => ({
      ...words,
      filename,
    }),
  )
  const fingerprint = fingerprintOf(wish.kind, first.artifact_id, evidence)
  const known = await proposedBefore(context, fingerprint)
  if (known) return known
  return propose(context, {
    title: title.slice(0, 200),
    rationale: `Answer to: ${answer.question}`,
    confidence: confidences[answer.outcome],
    proposed: {
      kind: wish.kind,
      payload: { title: title.slice(0, 200), description: text, ...assumed[wish.kind], ...wish.fields },
    },
    evidence,
    fingerprint,
    artifactId: first.artifact_id,
    engine: answer.engine,
  })
}
