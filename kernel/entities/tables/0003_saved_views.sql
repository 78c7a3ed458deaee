-- compatible

-- How a person arranged a list: its filters, sort and columns, under a name. Shown to the others of the project where shared.
create table saved_views (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  user_id uuid not null references users,
  collection text not null check (length(collection) between 1 and 100),
  name text not null check (length(name) between 1 and 80),
  shared boolean not null default false,
  arrangement jsonb not null check (length(arrangement::text) <= 20000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, project_id) references projects
);
create unique index saved_views_name on saved_views (org_id, project_id, user_id, collection, lower(name));
