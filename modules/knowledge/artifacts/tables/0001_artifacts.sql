-- compatible
create table artifact_folders (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  parent_id uuid,
  primary key (org_id, id),
  foreign key (org_id, id) references entities,
  foreign key (org_id, parent_id) references artifact_folders
);

create table artifacts (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  filename text not null check (length(filename) between 1 and 500),
  media_type text,
  size_bytes bigint not null check (size_bytes >= 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  storage_key text not null,
  folder_id uuid,
  mail_id uuid,
  category text,
  subcategory text,
  format text,
  title text,
  language text,
  document_date date,
  state text not null default 'pending' check (state in ('pending', 'processing', 'processed', 'failed')),
  failure_code text,
  failure_reason text,
  processed_at timestamptz,
  engine text,
  version_number integer not null default 1 check (version_number > 0),
  superseded_by uuid,
  page_count integer,
  text_length integer,
  chunk_count integer not null default 0,
  person_count integer not null default 0,
  fact_count integer not null default 0,
  topic_count integer not null default 0,
  insight_count integer not null default 0,
  dropped_count integer not null default 0,
  primary key (org_id, id),
  foreign key (org_id, id) references entities,
  foreign key (org_id, folder_id) references artifact_folders,
  foreign key (org_id, mail_id) references artifacts,
  foreign key (org_id, superseded_by) references artifacts,
  check ((state = 'failed') = (failure_reason is not null))
);
create index artifacts_by_hash on artifacts (org_id, project_id, sha256);
create index artifacts_by_folder on artifacts (org_id, project_id, folder_id);

create table artifact_texts (
  org_id uuid not null,
  artifact_id uuid not null,
  project_id uuid not null,
  content text not null,
  blocks jsonb not null,
  pages jsonb,
  metadata jsonb not null default '{}',
  primary key (org_id, artifact_id),
  foreign key (org_id, artifact_id) references artifacts
);
