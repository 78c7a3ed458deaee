-- compatible
create table referents (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  type text not null check (type in ('person', 'organization', 'place')),
  name text not null check (length(name) between 1 and 255),
  role text,
  organization text,
  email text,
  handle text,
  state text not null default 'active' check (state in ('active', 'merged')),
  merged_into uuid,
  match_keys text[] not null default '{}',
  primary key (org_id, id),
  foreign key (org_id, id) references entities,
  foreign key (org_id, merged_into) references referents,
  check (merged_into is null or (state = 'merged' and merged_into <> id))
);
create index referents_by_key on referents using gin (match_keys);
create index referents_by_project on referents (org_id, project_id, type);
create index referents_merged on referents (org_id, merged_into) where merged_into is not null;

-- what people decided about single findings, so that it holds when a file is read again
create table referent_rulings (
  org_id uuid not null,
  project_id uuid not null,
  artifact_id uuid not null,
  type text not null check (type in ('person', 'organization', 'place')),
  name_key text not null,
  referent_id uuid not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (org_id, artifact_id, type, name_key),
  foreign key (org_id, artifact_id) references artifacts,
  foreign key (org_id, referent_id) references referents
);
create index referent_rulings_by_referent on referent_rulings (org_id, referent_id);
