-- compatible
create table artifact_persons (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  artifact_id uuid not null,
  name text not null check (length(name) between 1 and 255),
  role text,
  organization text,
  email text,
  handle text,
  kind text not null default 'person' check (kind in ('person', 'party')),
  stakeholder_id uuid,
  referent_id uuid,
  resolution_confidence numeric(5,4) check (resolution_confidence between 0 and 1),
  resolution_reasons text[] not null default '{}',
  mention_count integer not null check (mention_count > 0),
  spans jsonb not null,
  confidence numeric(5,4) not null check (confidence between 0 and 1),
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, artifact_id) references artifacts,
  foreign key (org_id, stakeholder_id) references entities,
  foreign key (org_id, referent_id) references entities
);
create index artifact_persons_by_artifact on artifact_persons (org_id, artifact_id);
create index artifact_persons_by_name on artifact_persons (org_id, project_id, lower(name));
create index artifact_persons_by_referent on artifact_persons (org_id, referent_id) where referent_id is not null;

create table artifact_names (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  artifact_id uuid not null,
  type text not null check (type in ('organization', 'place')),
  name text not null check (length(name) between 1 and 255),
  referent_id uuid,
  resolution_confidence numeric(5,4) check (resolution_confidence between 0 and 1),
  resolution_reasons text[] not null default '{}',
  mention_count integer not null check (mention_count > 0),
  spans jsonb not null,
  confidence numeric(5,4) not null check (confidence between 0 and 1),
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, artifact_id) references artifacts,
  foreign key (org_id, referent_id) references entities
);
create index artifact_names_by_artifact on artifact_names (org_id, artifact_id);
create index artifact_names_by_referent on artifact_names (org_id, referent_id) where referent_id is not null;

create table artifact_facts (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  artifact_id uuid not null,
  type text not null,
  key text not null,
  value text not null,
  normalized text,
  normalized_number numeric,
  normalized_date date,
  unit text,
  subject text,
  subject_words text[],
  start_offset integer not null check (start_offset >= 0),
  end_offset integer not null check (end_offset > start_offset),
  confidence numeric(5,4) not null check (confidence between 0 and 1),
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, artifact_id) references artifacts
);
create index artifact_facts_by_artifact on artifact_facts (org_id, artifact_id);
create index artifact_facts_by_subject on artifact_facts using gin (subject_words) where subject_words is not null;
create index artifact_facts_by_key on artifact_facts (org_id, project_id, type, key);

create table artifact_topics (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  artifact_id uuid not null,
  name text not null check (length(name) between 1 and 255),
  parent text,
  topic_id uuid,
  spans jsonb not null,
  confidence numeric(5,4) not null check (confidence between 0 and 1),
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  unique (org_id, artifact_id, name),
  foreign key (org_id, artifact_id) references artifacts,
  foreign key (org_id, topic_id) references entities
);
create index artifact_topics_by_project on artifact_topics (org_id, project_id, name);
create index artifact_topics_by_topic on artifact_topics (org_id, topic_id) where topic_id is not null;

create table artifact_insights (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  artifact_id uuid not null,
  type text not null check (type in ('risk', 'issue', 'decision', 'action', 'commitment', 'question')),
  category text,
  title text not null check (length(title) between 1 and 500),
  description text not null,
  severity text check (severity in ('low', 'medium', 'high', 'critical')),
  suggested_action text,
  impacted_modules text[] not null default '{}',
  attributes jsonb not null default '{}',
  spans jsonb not null,
  confidence numeric(5,4) not null check (confidence between 0 and 1),
  fingerprint text not null,
  rating integer check (rating between 1 and 5),
  feedback text,
  dismissed_at timestamptz,
  dismissed_by uuid,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, artifact_id) references artifacts
);
create index artifact_insights_by_artifact on artifact_insights (org_id, artifact_id);
create index artifact_insights_by_project on artifact_insights (org_id, project_id, type);
