-- compatible
create table model_prices (
  org_id uuid not null,
  id uuid not null,
  provider text not null,
  model text not null,
  currency text not null default 'USD' check (currency ~ '^[A-Z]{3}$'),
  input_price numeric(24,12) not null check (input_price >= 0),
  output_price numeric(24,12) not null check (output_price >= 0),
  cache_read_price numeric(24,12) check (cache_read_price >= 0),
  cache_write_price numeric(24,12) check (cache_write_price >= 0),
  valid_from timestamptz not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (org_id, id),
  unique (org_id, provider, model, valid_from)
);
comment on column model_prices.input_price is 'per million tokens';

create table usage_events (
  org_id uuid not null,
  id uuid not null,
  occurred_at timestamptz not null,
  project_id uuid,
  idempotency_key text not null,
  source_module text,
  purpose text not null,
  operation text not null check (operation in ('generate', 'embed')),
  provider text not null,
  model text not null,
  model_price_id uuid,
  run_id uuid,
  actor_id uuid,
  input_tokens bigint not null check (input_tokens >= 0),
  output_tokens bigint not null check (output_tokens >= 0),
  cached_input_tokens bigint not null default 0 check (cached_input_tokens >= 0),
  cache_write_tokens bigint not null default 0 check (cache_write_tokens >= 0),
  reasoning_tokens bigint not null default 0 check (reasoning_tokens >= 0),
  estimated boolean not null default false,
  cost numeric(24,12),
  currency text,
  duration_ms integer not null check (duration_ms >= 0),
  outcome text not null check (outcome in ('ok', 'invalid', 'error', 'cancelled')),
  correlation_id text not null,
  recorded_at timestamptz not null default now(),
  primary key (org_id, occurred_at, id),
  check ((cost is null) = (currency is null))
) partition by range (occurred_at);
create index usage_events_by_project on usage_events (org_id, project_id, occurred_at desc);
create table usage_events_default partition of usage_events default;
select ensure_month_partitions('usage_events', 3);

-- a partitioned table cannot promise that a key is unique for ever; this one does
create table usage_event_keys (
  org_id uuid not null,
  idempotency_key text not null,
  usage_event_id uuid not null,
  primary key (org_id, idempotency_key)
);
