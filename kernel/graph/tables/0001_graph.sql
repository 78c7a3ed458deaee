-- compatible
create table spans (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  artifact_id uuid not null,
  start_offset integer not null check (start_offset >= 0),
  end_offset integer not null,
  quote text not null check (length(quote) > 0),
  page integer check (page > 0),
  boxes jsonb,
  cell text,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  unique (org_id, artifact_id, start_offset, end_offset),
  foreign key (org_id, artifact_id) references entities,
  check (end_offset > start_offset)
);

create table links (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  source_id uuid not null,
  relation text not null check (relation ~ '^[a-z][a-z_]{1,60}$'),
  target_id uuid not null,
  strength numeric(5,4) check (strength between 0 and 1),
  confidence numeric(5,4) check (confidence between 0 and 1),
  origin text not null check (origin in ('human', 'agent', 'import', 'rule')),
  span_id uuid,
  note text,
  created_at timestamptz not null default recorded_now(),
  created_by uuid,
  validated_at timestamptz,
  validated_by uuid,
  stale_since timestamptz,
  primary key (org_id, id),
  foreign key (org_id, source_id) references entities,
  foreign key (org_id, target_id) references entities,
  foreign key (org_id, span_id) references spans,
  check (source_id <> target_id)
);
create unique index links_once on links (org_id, source_id, relation, target_id, coalesce(span_id, '00000000-0000-0000-0000-000000000000'));
-- with what row-level security looks at: a walk against the links reads the index alone
create index links_by_target on links (org_id, target_id, source_id) include (project_id);
create index links_by_span on links (org_id, span_id) where span_id is not null;
