import type { z } from 'zod'

/** A declared event: a versioned name and the shape of its payload. */
export interface EventType<P = unknown> {
  type: string
  payload: z.ZodType<P>
  /** makes one to emit */
  (payload: P, about?: { entityId?: string }): DomainEvent
}

/** Something that happened, to be written in the transaction in which it happened. */
export interface DomainEvent {
  type: string
  payload: unknown
  entityId?: string | undefined
  /** which model proposed it and how sure it was, where one did */
  ai?: { model: string; confidence?: number } | undefined
}

/** Declares an event. Names are `kind.happened.v1`; a payload that changes meaning gets a new version. */
export const defineEvent = <P>(type: string, payload: z.ZodType<P>): EventType<P> =>
  Object.assign(
    (value: P, about: { entityId?: string } = {}): DomainEvent => ({ type, payload: value, ...about }),
    { type, payload },
  )

/** An event as it was stored, given to reactions. */
export interface StoredEvent<P = unknown> {
  id: string
  type: string
  org_id: string
  project_id: string | null
  entity_id: string | null
  correlation_id: string | null
  actor_type: string
  actor_id: string | null
  occurred_at: string
  payload: P
}
