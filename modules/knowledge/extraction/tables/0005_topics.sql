-- compatible
create table topics (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  name text not null check (length(name) between 1 and 255),
  phrase text not null,
  parent_id uuid,
  state text not null default 'active' check (state in ('active', 'retired')),
  primary key (org_id, id),
  foreign key (org_id, id) references entities,
  foreign key (org_id, parent_id) references topics,
  unique (org_id, project_id, phrase),
  check (parent_id <> id)
);
create index topics_by_parent on topics (org_id, parent_id) where parent_id is not null;
