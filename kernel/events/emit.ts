import { uuidv7, type TenantScope, type Tx } from '../db/index.ts'
import type { Registry } from '../module/registry.ts'
import type { DomainEvent } from './event.ts'

const insertEvents = `with x as (
    select * from jsonb_to_recordset($4::jsonb) as x (
      id uuid, project_id uuid, type text, source_module text, entity_id uuid, correlation_id text, causation_id uuid,
      payload jsonb, ai jsonb, occurred_at timestamptz, deliveries jsonb)
  ), e as (
    insert into events (org_id, id, project_id, type, source_module, entity_id, correlation_id, causation_id, actor_type, actor_id, payload, ai, occurred_at)
    select $1::uuid, x.id, x.project_id, x.type, x.source_module, x.entity_id, x.correlation_id, x.causation_id, $2, $3::uuid, x.payload, x.ai, x.occurred_at from x
  )
  insert into event_deliveries (org_id, id, event_id, event_at, project_id, handler)
  select $1::uuid, d.id, x.id, x.occurred_at, x.project_id, d.handler from x, jsonb_to_recordset(x.deliveries) as d (id uuid, handler text)`

/** Writes an event and what has to be delivered of it, together with the transaction's commit. */
export const writeEvent = (
  tx: Tx,
  registry: Registry,
  { orgId, actor }: TenantScope,
  about: { projectId: string | null; correlationId: string; causationId: string | null },
  event: DomainEvent,
): void =>
  tx.deferRow(insertEvents, [orgId, actor.type, actor.id], {
    id: uuidv7(),
    project_id: about.projectId,
    type: event.type,
    source_module: registry.sourceOf(event.type),
    entity_id: event.entityId ?? null,
    correlation_id: about.correlationId,
    causation_id: about.causationId,
    payload: event.payload,
    ai: event.ai ?? null,
    occurred_at: new Date().toISOString(),
    deliveries: registry.reactionsTo(event.type).map(({ handler }) => ({ id: uuidv7(), handler })),
  })
