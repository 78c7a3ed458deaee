-- compatible
-- Now; in the story of a demo the time that it gives. Whatever is written so passes the ledger's audit_clock, which refuses it anywhere else.
create function recorded_now() returns timestamptz language sql stable as $$
  select coalesce(nullif(current_setting('app.told_at', true), '')::timestamptz, now())
$$;

create table entities (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  kind text not null,
  number integer not null check (number > 0),
  version integer not null default 1 check (version > 0),
  label text not null,
  content_hash text,
  created_at timestamptz not null default recorded_now(),
  created_by uuid,
  created_by_type text not null default 'system' check (created_by_type in ('user', 'agent', 'api_key', 'system')),
  updated_at timestamptz not null default recorded_now(),
  updated_by uuid,
  deleted_at timestamptz,
  deleted_by uuid,
  primary key (org_id, id),
  unique (org_id, project_id, kind, number),
  foreign key (org_id, project_id) references projects
);
-- deleted ones too: for a partial index the planner leaves the statistics by place aside, and takes it for any order
create index entities_recent on entities (org_id, project_id, kind, updated_at desc, id);

create table entity_numbers (
  org_id uuid not null,
  project_id uuid not null,
  kind text not null,
  last_number integer not null,
  primary key (org_id, project_id, kind),
  foreign key (org_id, project_id) references projects
);

create table comments (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  entity_id uuid not null,
  parent_id uuid,
  body text not null check (length(body) between 1 and 20000),
  author_id uuid,
  author_type text not null default 'user' check (author_type in ('user', 'agent', 'api_key', 'system')),
  created_at timestamptz not null default recorded_now(),
  edited_at timestamptz,
  deleted_at timestamptz,
  deleted_by uuid,
  primary key (org_id, id),
  foreign key (org_id, entity_id) references entities,
  foreign key (org_id, parent_id) references comments
);
create index comments_by_entity on comments (org_id, entity_id, created_at);

create table mentions (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  comment_id uuid not null,
  user_id uuid not null references users,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  unique (org_id, comment_id, user_id),
  foreign key (org_id, comment_id) references comments
);

create table notifications (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  user_id uuid not null references users,
  entity_id uuid,
  reason text not null check (reason in ('mention', 'watch', 'assigned', 'suggestion', 'stale', 'failed')),
  body text not null,
  created_at timestamptz not null default now(),
  read_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, entity_id) references entities
);
create index notifications_inbox on notifications (org_id, user_id, created_at desc);

create table watches (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  entity_id uuid not null,
  user_id uuid not null references users,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  unique (org_id, entity_id, user_id),
  foreign key (org_id, entity_id) references entities
);

create table tags (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  name text not null check (length(name) between 1 and 60),
  color text,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, project_id) references projects
);
create unique index tags_name on tags (org_id, project_id, lower(name));

create table entity_tags (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  entity_id uuid not null,
  tag_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  unique (org_id, entity_id, tag_id),
  foreign key (org_id, entity_id) references entities,
  foreign key (org_id, tag_id) references tags
);

create function tags_of_entity(p_org uuid, p_entity uuid) returns text[] language sql stable as $$
  select array(select g.name from entity_tags et join tags g on g.org_id = et.org_id and g.id = et.tag_id where et.org_id = p_org and et.entity_id = p_entity order by lower(g.name))
$$;
