-- compatible
create table artifact_folders (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  parent_id uuid,
  primary key (org_id, id),
  unique (org_id, project_id, id),
  foreign key (org_id, id) references entities,
  foreign key (org_id, project_id, parent_id) references artifact_folders (org_id, project_id, id),
  check (parent_id <> id)
);
create index artifact_folders_by_parent on artifact_folders (org_id, project_id, parent_id);

create table artifacts (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  filename text not null check (length(filename) between 1 and 255),
  media_type text,
  size_bytes bigint not null check (size_bytes >= 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
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
  foreign key (org_id, project_id, sha256) references blobs (org_id, project_id, sha256),
  foreign key (org_id, project_id, folder_id) references artifact_folders (org_id, project_id, id),
  foreign key (org_id, mail_id) references artifacts,
  foreign key (org_id, superseded_by) references artifacts,
  check ((state = 'failed') = (failure_reason is not null))
);
create index artifacts_by_newer on artifacts (org_id, superseded_by) where superseded_by is not null;
create index artifacts_by_hash on artifacts (org_id, project_id, sha256);
create index artifacts_by_folder on artifacts (org_id, project_id, folder_id);
create index artifacts_by_mail on artifacts (org_id, mail_id) where mail_id is not null;

create table artifact_texts (
  org_id uuid not null,
  artifact_id uuid not null,
  project_id uuid not null,
  content text not null,
  blocks jsonb not null,
  pages jsonb,
  runs jsonb,
  metadata jsonb not null default '{}',
  read_at timestamptz not null default now(),
  primary key (org_id, artifact_id),
  foreign key (org_id, artifact_id) references artifacts
);
create index artifact_texts_by_message on artifact_texts (org_id, project_id, (metadata ->> 'message-id')) where metadata ? 'message-id';
create index artifact_texts_by_answered on artifact_texts (org_id, project_id, (metadata ->> 'answers-id')) where metadata ? 'answers-id';

-- Of one content a project has one file that is not in the bin. A unique index cannot say so, because deletion stands
-- in entities; uploads ask under the same lock, and this keeps a restored file from becoming a second one.
create function refuse_second_artifact() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  hash text;
  other integer;
begin
  select sha256 into hash from artifacts where org_id = new.org_id and id = new.id;
  perform pg_advisory_xact_lock(hashtextextended(new.project_id::text || hash, 0));
  select e.number into other from artifacts a join entities e on e.org_id = a.org_id and e.id = a.id
    where a.org_id = new.org_id and a.project_id = new.project_id and a.sha256 = hash and a.id <> new.id and e.deleted_at is null limit 1;
  if other is not null then
    raise exception 'FILE-% has the same content. Delete that file first, or keep using it.', other;
  end if;
  return new;
end $$;
create trigger refuse_second_artifact before update of deleted_at on entities for each row
  when (new.kind = 'artifact' and old.deleted_at is not null and new.deleted_at is null) execute function refuse_second_artifact();

create function refuse_folder_circle() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    with recursive up(id, parent_id) as (
      select f.id, f.parent_id from artifact_folders f where f.org_id = new.org_id and f.id = new.parent_id
      union
      select f.id, f.parent_id from up join artifact_folders f on f.org_id = new.org_id and f.id = up.parent_id
    ) select from up where id = new.id
  ) then
    raise exception 'A folder cannot lie inside itself.';
  end if;
  return new;
end $$;
create trigger refuse_folder_circle before update of parent_id on artifact_folders for each row
  when (new.parent_id is not null) execute function refuse_folder_circle();

-- uploads that arrive in several requests; their parts stand in the file storage until they are put together
create table artifact_uploads (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  filename text not null check (length(filename) between 1 and 255),
  media_type text not null,
  folder text,
  folder_id uuid,
  attached_to text,
  size_bytes bigint not null check (size_bytes > 0),
  received_bytes bigint not null default 0,
  parts text[] not null default '{}',
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, project_id) references projects,
  check (received_bytes between 0 and size_bytes)
);
