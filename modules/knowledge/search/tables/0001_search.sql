-- compatible

-- A passage of an artifact's text, or of the searchable fields of any other record. Position -1 is the name of a file.
-- Offsets are UTF-16, half-open, into the text that the API gives for the artifact; null where the passage is not
-- from there. Passages are made for search and may be made again: nothing else may point at them.
create table chunks (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  entity_id uuid not null,
  kind text not null,
  position integer not null check (position >= -1),
  start_offset integer,
  end_offset integer,
  page integer,
  heading text not null default '',
  text text not null,
  lexemes tsvector not null,
  token_count integer not null,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, entity_id) references entities,
  check ((start_offset is null) = (end_offset is null)),
  check (end_offset >= start_offset)
) partition by hash (org_id);
create index chunks_by_entity on chunks (org_id, entity_id, position);
create index chunks_by_project on chunks (org_id, project_id, kind);
create index chunks_by_lexeme on chunks using gin (lexemes);

-- Vectors of passages, of several models side by side. A partition gets a nearest-neighbor index for a model once a
-- tenant in it has more passages than an exact scan should compare.
create table chunk_embeddings (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  model text not null,
  embedding vector not null,
  created_at timestamptz not null default now(),
  primary key (org_id, id, model),
  foreign key (org_id, id) references chunks on delete cascade
) partition by hash (org_id);
create index chunk_embeddings_by_project on chunk_embeddings (org_id, project_id, model);

do $$
begin
  for part in 0..15 loop
    execute format('create table chunks_p%s partition of chunks for values with (modulus 16, remainder %s)', part, part);
    -- ranking reads the lexemes of many passages: they stay in the row, where they need not be fetched and unpacked
    execute format('alter table chunks_p%s set (toast_tuple_target = 8160)', part);
    execute format('create table chunk_embeddings_p%s partition of chunk_embeddings for values with (modulus 16, remainder %s)', part, part);
    -- as do vectors: to fetch one from beside the row takes far longer than to compare it
    execute format('alter table chunk_embeddings_p%s set (toast_tuple_target = 8160)', part);
  end loop;
end $$;

-- In how many passages of a project a term stands, kept as passages come and go: what BM25 needs to know of rarity.
create table term_frequencies (
  org_id uuid not null,
  project_id uuid not null,
  term text collate "C" not null,
  chunk_count integer not null,
  primary key (org_id, project_id, term),
  foreign key (org_id, project_id) references projects
);

-- How many passages a project has and how long they are together; its row is also the lock of whoever changes them.
create table search_statistics (
  org_id uuid not null,
  project_id uuid not null,
  chunk_count bigint not null default 0,
  token_count bigint not null default 0,
  primary key (org_id, project_id),
  foreign key (org_id, project_id) references projects
);

-- What is known of an embedding model in a project. While `filled_at` is null, the passages that were there before it get
-- their vectors. `weight` is what its scores count beside those of the words, found on the project's own passages; null
-- while that is not known. `gain` is what was measured: the mean difference to words alone and its 95 % interval.
create table search_models (
  org_id uuid not null,
  project_id uuid not null,
  model text not null,
  filled_at timestamptz,
  weight double precision check (weight between 0 and 10),
  gain double precision,
  gain_low double precision,
  gain_high double precision,
  queries integer,
  passages integer,
  calibrated_at timestamptz,
  primary key (org_id, project_id, model),
  foreign key (org_id, project_id) references projects,
  check ((weight is null) = (calibrated_at is null))
);

-- Under row-level security PostgreSQL asks an index only with functions that it knows not to leak what they compare.
-- Matching lexemes neither raises errors that depend on the row nor has side effects, but is not marked so. Marking it
-- takes a superuser; without one, search is as correct and reads all passages of the project instead of the index.
do $$
begin
  alter function ts_match_vq(tsvector, tsquery) leakproof;
exception when insufficient_privilege then
  raise notice 'ts_match_vq stays as it is: search will not use its lexeme index';
end $$;
