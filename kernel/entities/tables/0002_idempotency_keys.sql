-- compatible
-- what a request with an Idempotency-Key was answered, written in the transaction of its effect
create table idempotency_keys (
  -- looked at when the transaction ends: the request that makes an organization claims its key first
  org_id uuid not null references organizations deferrable initially deferred,
  id uuid not null,
  actor_id uuid not null,
  key text not null check (length(key) between 1 and 200),
  method text not null,
  path text not null,
  request_hash text not null,
  status integer,
  -- null where the answer holds a secret that is shown once
  response jsonb,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  unique (org_id, actor_id, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);
