import { uuidv7, type TenantScope, type Tx } from '../db/index.ts'
import type { Registry } from '../module/registry.ts'
import type { DomainEvent } from './event.ts'

const insertEvent = `insert into events (org_id, id, project_id, type, source_module, entity_id, correlation_id, causation_id, actor_type, actor_id, payload, ai, occurred_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`
const insertDelivery = `insert into event_deliveries (org_id, id, event_id, event_at, project_id, handler) values ($1, $2, $3, $4, $5, $6)`

/** Writes an event and what has to be delivered of it, together with the transaction's commit. */
export const writeEvent = (
  tx: Tx,
  registry: Registry,
  scope: TenantScope,
  about: { projectId: string | null; correlationId: string; causationId: string | null },
  event: DomainEvent,
): void => {
  const id = uuidv7()
  const at = new Date().toISOString()
  tx.defer(insertEvent, [
    scope.orgId,
    id,
    about.projectId,
    event.type,
    registry.sourceOf(event.type),
    event.entityId ?? null,
    about.correlationId,
    about.causationId,
    scope.actor.type,
    scope.actor.id,
    JSON.stringify(event.payload),
    event.ai ? JSON.stringify(event.ai) : null,
    at,
  ])
  for (const reaction of registry.reactionsTo(event.type)) {
    tx.defer(insertDelivery, [scope.orgId, uuidv7(), id, at, about.projectId, reaction.handler])
  }
}
