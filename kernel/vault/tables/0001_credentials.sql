-- compatible
create table credentials (
  org_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  purpose text not null,
  ciphertext text not null,
  wrapped_key text not null,
  key_id text not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  rotated_at timestamptz,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (org_id, id)
);
create unique index credentials_name on credentials (org_id, name) where revoked_at is null;
