import type { z } from 'zod'
import type { Context } from '../module/context.ts'
import type { DomainEvent } from '../events/event.ts'
import type { EntityOf, Kind } from './kind.ts'

/** What a verb decides: the fields to change and the events to tell. Pure; the kernel does the writing. */
export interface Decision {
  change?: Record<string, unknown>
  emit?: readonly DomainEvent[]
}

/** What `decide` may know besides the row and the input. */
export interface DecisionFacts {
  now: string
  today: string
  actorId: string | null
}

/** A domain verb of a kind, such as *accept* or *close*. */
export interface Command<K extends Kind = Kind, I = unknown> {
  kind: K
  verb: string
  label: string
  /** whoever may do it may also take it back with undo; left out, it is final and only other verbs lead on from it */
  reversible?: boolean
  input: z.ZodType<I>
  /** the state in which a record always is afterwards, so that a board can offer the verb for that lane */
  to?: string
  /** @throws Refusal when the verb is not possible in this state */
  decide(row: EntityOf<K>, input: I, facts: DecisionFacts): Decision
  /** further writes in the same transaction (links to other records …) */
  follow?(context: Context, row: EntityOf<K>, input: I): Promise<void>
}

/** Declares a domain verb. It cannot be reached without a sentence in the kind's policy. */
export const command = <K extends Kind, I>(
  kind: K,
  verb: string,
  body: Omit<Command<K, I>, 'kind' | 'verb'>,
): Command<K, I> => ({ kind, verb, ...body })
