-- compatible
-- What the log does not hold itself: personal values, which can be erased while the chain of the log stands. An entry
-- has the SHA-256 of a random salt and the value; salt and value stand here, as text until the sealer has sealed the
-- entry, and then encrypted with the key of the subject.
create table personal_values (
  org_id uuid not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  occurred_at timestamptz not null,
  project_id uuid,
  -- the record or account that it tells of
  subject_id uuid not null,
  -- salt (64 hex digits) and value (JSON)
  content text,
  ciphertext text,
  key_id uuid,
  primary key (org_id, digest, occurred_at),
  check ((content is null) = (ciphertext is not null)),
  check ((ciphertext is null) = (key_id is null)),
  check (content is null or digest = encode(sha256(convert_to(content, 'UTF8')), 'hex'))
) partition by range (occurred_at);
create index personal_values_by_subject on personal_values (org_id, subject_id);
create index personal_values_open on personal_values (org_id, subject_id) where content is not null;
create table personal_values_default partition of personal_values default;
select ensure_month_partitions('personal_values', 3);

-- One key for each subject, wrapped by the installation's secret. Without it, no copy of a value can be read.
create table personal_keys (
  org_id uuid not null references organizations,
  id uuid not null,
  subject_id uuid not null,
  ciphertext text not null,
  wrapped_key text not null,
  key_id text not null,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  unique (org_id, subject_id)
);

-- What was erased, on whose wish and why. The log has an entry of each row, which accounts for the values that are gone.
create table erasures (
  org_id uuid not null references organizations,
  id uuid not null,
  about text not null check (about in ('record', 'account')),
  -- the records and accounts whose values were erased
  subjects uuid[] not null check (cardinality(subjects) > 0),
  reason text not null check (length(reason) between 3 and 2000),
  -- how many rows and values, by table
  erased jsonb not null default '{}',
  erased_by uuid,
  erased_at timestamptz not null default clock_timestamp(),
  primary key (org_id, id)
);
create index erasures_by_subject on erasures using gin (subjects);
