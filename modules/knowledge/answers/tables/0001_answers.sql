-- compatible

-- What somebody asked and was answered, with the words it rests on. Only who asked reads it again.
create table answers (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  asked_by uuid,
  follows_id uuid,
  question text not null check (length(question) between 1 and 2000),
  understood_as text not null,
  outcome text not null check (outcome in ('answered', 'doubtful', 'not_found')),
  engine text not null,
  content jsonb not null,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, project_id) references projects,
  foreign key (org_id, follows_id) references answers on delete set null (follows_id)
);
create index answers_by_asker on answers (org_id, project_id, asked_by, created_at desc);
create index answers_by_former on answers (org_id, follows_id) where follows_id is not null;
