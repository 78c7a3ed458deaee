-- compatible
create table conflicts (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  title text not null check (length(title) between 1 and 500),
  subject text not null,
  fact_type text not null,
  unit text,
  first_artifact_id uuid not null,
  first_value text not null,
  second_artifact_id uuid not null,
  second_value text not null,
  sides jsonb not null,
  confidence numeric(5,4) not null check (confidence between 0 and 1),
  fingerprint text not null,
  state text not null default 'open' check (state in ('open', 'resolved', 'dismissed')),
  holds text check (holds in ('first', 'second', 'neither')),
  resolution text,
  primary key (org_id, id),
  foreign key (org_id, id) references entities,
  foreign key (org_id, first_artifact_id) references artifacts,
  foreign key (org_id, second_artifact_id) references artifacts,
  unique (org_id, project_id, fingerprint),
  check (first_artifact_id <> second_artifact_id),
  check (state <> 'resolved' or (holds is not null and resolution is not null))
);
create index conflicts_by_first on conflicts (org_id, first_artifact_id);
create index conflicts_by_second on conflicts (org_id, second_artifact_id);
