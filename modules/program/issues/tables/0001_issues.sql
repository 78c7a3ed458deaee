-- compatible
create table issues (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  title text not null check (length(title) between 1 and 500),
  description text,
  category text,
  priority text not null check (priority in ('low', 'medium', 'high', 'critical')),
  severity text not null check (severity in ('low', 'medium', 'high', 'critical')),
  owner_id uuid references users,
  state text not null default 'open' check (state in ('open', 'in_progress', 'resolved', 'closed')),
  resolution text,
  identified_on date,
  due_on date,
  resolved_on date,
  primary key (org_id, id),
  foreign key (org_id, id) references entities,
  check (state not in ('resolved', 'closed') or (resolution is not null and resolved_on is not null)),
  constraint issues_due_after_found check (due_on is null or identified_on is null or due_on >= identified_on)
);
create index issues_by_owner on issues (org_id, owner_id) where owner_id is not null;
