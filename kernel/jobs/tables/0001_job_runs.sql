-- compatible
create table job_runs (
  org_id uuid not null,
  id uuid not null,
  project_id uuid,
  job text not null,
  entity_id uuid,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  input jsonb not null default '{}',
  result jsonb,
  progress numeric(5,4) not null default 0 check (progress between 0 and 1),
  note text,
  attempts integer not null default 0,
  error_code text,
  error_message text,
  actor_type text not null,
  actor_id uuid,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  cancel_requested_at timestamptz,
  -- the run that took the place of a failed one
  retried_as uuid,
  primary key (org_id, id)
);
create index job_runs_recent on job_runs (org_id, project_id, created_at desc);
create index job_runs_open on job_runs (job, state) where state in ('queued', 'running');
