-- compatible
create sequence events_position;
create table events (
  org_id uuid not null,
  id uuid not null,
  occurred_at timestamptz not null default clock_timestamp(),
  position bigint not null default nextval('events_position'),
  xact_id xid8 not null default pg_current_xact_id(),
  project_id uuid,
  type text not null,
  source_module text not null,
  entity_id uuid,
  correlation_id text,
  causation_id uuid,
  actor_type text not null,
  actor_id uuid,
  payload jsonb not null default '{}',
  ai jsonb,
  primary key (org_id, occurred_at, id)
) partition by range (occurred_at);
create index events_in_order on events (org_id, project_id, xact_id, position);
create table events_default partition of events default;
select ensure_month_partitions('events', 3);

create table event_deliveries (
  org_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  event_at timestamptz not null,
  project_id uuid,
  handler text not null,
  state text not null default 'pending' check (state in ('pending', 'done', 'failed')),
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  last_error text,
  delivered_at timestamptz,
  primary key (org_id, id),
  unique (org_id, event_id, handler)
);
create index event_deliveries_due on event_deliveries (next_at) where state = 'pending';
