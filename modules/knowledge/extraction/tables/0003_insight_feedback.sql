-- compatible
-- what people said of insights, by the words that they rest on, so that it holds when a file is read again
create table insight_feedback (
  org_id uuid not null,
  project_id uuid not null,
  artifact_id uuid not null,
  fingerprint text not null,
  type text not null,
  rating integer check (rating between 1 and 5),
  feedback text,
  dismissed_at timestamptz,
  dismissed_by uuid,
  verdict text check (verdict in ('useful', 'useless')),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, artifact_id, fingerprint),
  foreign key (org_id, artifact_id) references artifacts
);
create index insight_feedback_by_type on insight_feedback (org_id, project_id, type);
