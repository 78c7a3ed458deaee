-- compatible
create table blobs (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  storage_key text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes bigint not null check (size_bytes >= 0),
  media_type text,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  unique (org_id, project_id, sha256)
);
