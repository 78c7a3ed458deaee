-- compatible
create table organizations (
  org_id uuid primary key,
  slug text not null check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null check (length(name) between 1 and 200),
  plan text not null default 'self_hosted' check (plan in ('starter', 'growth', 'enterprise', 'self_hosted')),
  status text not null default 'active' check (status in ('active', 'suspended', 'closed')),
  trial_ends_at timestamptz,
  settings jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz
);
create unique index organizations_slug on organizations (slug) where deleted_at is null;

create table workspaces (
  org_id uuid not null references organizations,
  id uuid not null,
  slug text not null,
  name text not null check (length(name) between 1 and 200),
  description text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (org_id, id)
);
create unique index workspaces_slug on workspaces (org_id, slug) where deleted_at is null;

create table projects (
  org_id uuid not null references organizations,
  id uuid not null,
  workspace_id uuid not null,
  slug text not null check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null check (length(name) between 1 and 200),
  description text,
  blueprint text not null default 'blank' check (blueprint in ('program', 'product', 'migration', 'factory', 'agent_board', 'blank')),
  status text not null default 'active' check (status in ('active', 'on_hold', 'closed')),
  start_date date,
  end_date date,
  settings jsonb not null default '{}',
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, workspace_id) references workspaces,
  check (end_date is null or start_date is null or end_date >= start_date)
);
create unique index projects_slug on projects (org_id, slug) where deleted_at is null;

create table organization_members (
  org_id uuid not null references organizations,
  id uuid not null,
  user_id uuid not null references users,
  role text not null check (role in ('owner', 'admin', 'member', 'viewer')),
  joined_at timestamptz not null default now(),
  invited_by uuid,
  removed_at timestamptz,
  -- since when the organization no longer sees who this was
  erased_at timestamptz,
  primary key (org_id, id),
  check (erased_at is null or removed_at is not null)
);
create unique index organization_members_once on organization_members (org_id, user_id) where removed_at is null;
create index organization_members_by_user on organization_members (user_id) where removed_at is null;

create table project_members (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  user_id uuid not null references users,
  role text not null check (role in ('admin', 'contributor', 'viewer')),
  granted_at timestamptz not null default now(),
  granted_by uuid,
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, project_id) references projects
);
create unique index project_members_once on project_members (org_id, project_id, user_id) where revoked_at is null;
create index project_members_by_user on project_members (user_id) where revoked_at is null;

create table invitations (
  org_id uuid not null references organizations,
  id uuid not null,
  email text not null check (email = lower(email) and length(email) <= 320),
  role text not null check (role in ('owner', 'admin', 'member', 'viewer')),
  project_id uuid,
  project_role text check (project_role in ('admin', 'contributor', 'viewer')),
  token_hash text not null unique,
  invited_by uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, project_id) references projects,
  check ((project_id is null) = (project_role is null))
);
create unique index invitations_open on invitations (org_id, email) where accepted_at is null and revoked_at is null;

create table api_keys (
  org_id uuid not null references organizations,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  prefix text not null,
  key_hash text not null unique,
  scopes text[] not null,
  project_id uuid,
  user_id uuid not null references users,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, project_id) references projects,
  check (scopes <@ array['read', 'write', 'admin', 'mcp:read', 'mcp:write'] and cardinality(scopes) > 0)
);
create index api_keys_by_user on api_keys (org_id, user_id);
