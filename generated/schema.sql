CREATE TABLE accounts (
  id uuid not null,
  user_id uuid not null,
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_provider_id_account_id_key UNIQUE (provider_id, account_id)
);
-- CREATE INDEX accounts_user ON public.accounts USING btree (user_id)
-- policy accounts_identity for ALL to throughline_identity using (true) check (true)

CREATE TABLE answers (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  asked_by uuid,
  follows_id uuid,
  question text not null,
  understood_as text not null,
  outcome text not null,
  engine text not null,
  content jsonb not null,
  created_at timestamp with time zone not null default now(),
  constraint answers_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'doubtful'::text, 'not_found'::text]))),
  constraint answers_question_check CHECK (((length(question) >= 1) AND (length(question) <= 2000))),
  constraint answers_org_id_follows_id_fkey FOREIGN KEY (org_id, follows_id) REFERENCES answers(org_id, id) ON DELETE SET NULL (follows_id),
  constraint answers_org_id_project_id_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects(org_id, id),
  constraint answers_pkey PRIMARY KEY (org_id, id)
);
-- CREATE INDEX answers_by_asker ON public.answers USING btree (org_id, project_id, asked_by, created_at DESC)
-- CREATE INDEX answers_by_former ON public.answers USING btree (org_id, follows_id) WHERE (follows_id IS NOT NULL)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))

CREATE TABLE api_keys (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  prefix text not null,
  key_hash text not null,
  scopes text[] not null,
  project_id uuid,
  user_id uuid not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint api_keys_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint api_keys_scopes_check CHECK (((scopes <@ ARRAY['read'::text, 'write'::text, 'admin'::text, 'mcp:read'::text, 'mcp:write'::text]) AND (cardinality(scopes) > 0))),
  constraint api_keys_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(org_id),
  constraint api_keys_org_id_project_id_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects(org_id, id),
  constraint api_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint api_keys_pkey PRIMARY KEY (org_id, id),
  constraint api_keys_key_hash_key UNIQUE (key_hash)
);
-- CREATE INDEX api_keys_by_user ON public.api_keys USING btree (org_id, user_id)
-- policy identity_read for SELECT to throughline_identity using (true) check ()
-- policy identity_touch for UPDATE to throughline_identity using (true) check (true)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) check ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid))
-- CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.api_keys FOR EACH ROW EXECUTE FUNCTION audit_row('key_hash', '', 'id')

CREATE TABLE artifact_facts (
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
  start_offset integer not null,
  end_offset integer not null,
  confidence numeric(5,4) not null,
  created_at timestamp with time zone not null default now(),
  constraint artifact_facts_check CHECK ((end_offset > start_offset)),
  constraint artifact_facts_confidence_check CHECK (((confidence >= (0)::numeric) AND (confidence <= (1)::numeric))),
  constraint artifact_facts_start_offset_check CHECK ((start_offset >= 0)),
  constraint artifact_facts_org_id_artifact_id_fkey FOREIGN KEY (org_id, artifact_id) REFERENCES artifacts(org_id, id),
  constraint artifact_facts_pkey PRIMARY KEY (org_id, id)
);
-- CREATE INDEX artifact_facts_by_artifact ON public.artifact_facts USING btree (org_id, artifact_id)
-- CREATE INDEX artifact_facts_by_key ON public.artifact_facts USING btree (org_id, project_id, type, key)
-- CREATE INDEX artifact_facts_by_subject ON public.artifact_facts USING gin (subject_words) WHERE (subject_words IS NOT NULL)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))

CREATE TABLE artifact_folders (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  name text not null,
  parent_id uuid,
  constraint artifact_folders_check CHECK ((parent_id <> id)),
  constraint artifact_folders_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint artifact_folders_org_id_id_fkey FOREIGN KEY (org_id, id) REFERENCES entities(org_id, id),
  constraint artifact_folders_org_id_project_id_parent_id_fkey FOREIGN KEY (org_id, project_id, parent_id) REFERENCES artifact_folders(org_id, project_id, id),
  constraint artifact_folders_pkey PRIMARY KEY (org_id, id),
  constraint artifact_folders_org_id_project_id_id_key UNIQUE (org_id, project_id, id)
);
-- CREATE INDEX artifact_folders_by_parent ON public.artifact_folders USING btree (org_id, project_id, parent_id)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))
-- CREATE TRIGGER audit AFTER INSERT OR UPDATE ON public.artifact_folders FOR EACH ROW EXECUTE FUNCTION audit_entity('artifact_folder', 'name')
-- CREATE TRIGGER refuse_folder_circle BEFORE UPDATE OF parent_id ON public.artifact_folders FOR EACH ROW WHEN ((new.parent_id IS NOT NULL)) EXECUTE FUNCTION refuse_folder_circle()

CREATE TABLE artifact_insights (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  artifact_id uuid not null,
  type text not null,
  category text,
  title text not null,
  description text not null,
  severity text,
  suggested_action text,
  impacted_modules text[] not null default '{}'::text[],
  attributes jsonb not null default '{}'::jsonb,
  spans jsonb not null,
  confidence numeric(5,4) not null,
  fingerprint text not null,
  rating integer,
  feedback text,
  dismissed_at timestamp with time zone,
  dismissed_by uuid,
  created_at timestamp with time zone not null default now(),
  constraint artifact_insights_confidence_check CHECK (((confidence >= (0)::numeric) AND (confidence <= (1)::numeric))),
  constraint artifact_insights_rating_check CHECK (((rating >= 1) AND (rating <= 5))),
  constraint artifact_insights_severity_check CHECK ((severity = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text, 'critical'::text]))),
  constraint artifact_insights_title_check CHECK (((length(title) >= 1) AND (length(title) <= 500))),
  constraint artifact_insights_type_check CHECK ((type = ANY (ARRAY['risk'::text, 'issue'::text, 'decision'::text, 'action'::text, 'commitment'::text, 'question'::text]))),
  constraint artifact_insights_org_id_artifact_id_fkey FOREIGN KEY (org_id, artifact_id) REFERENCES artifacts(org_id, id),
  constraint artifact_insights_pkey PRIMARY KEY (org_id, id)
);
-- CREATE INDEX artifact_insights_by_artifact ON public.artifact_insights USING btree (org_id, artifact_id)
-- CREATE INDEX artifact_insights_by_project ON public.artifact_insights USING btree (org_id, project_id, type)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))

CREATE TABLE artifact_names (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  artifact_id uuid not null,
  type text not null,
  name text not null,
  referent_id uuid,
  resolution_confidence numeric(5,4),
  resolution_reasons text[] not null default '{}'::text[],
  mention_count integer not null,
  spans jsonb not null,
  confidence numeric(5,4) not null,
  created_at timestamp with time zone not null default now(),
  constraint artifact_names_confidence_check CHECK (((confidence >= (0)::numeric) AND (confidence <= (1)::numeric))),
  constraint artifact_names_mention_count_check CHECK ((mention_count > 0)),
  constraint artifact_names_name_check CHECK (((length(name) >= 1) AND (length(name) <= 255))),
  constraint artifact_names_resolution_confidence_check CHECK (((resolution_confidence >= (0)::numeric) AND (resolution_confidence <= (1)::numeric))),
  constraint artifact_names_type_check CHECK ((type = ANY (ARRAY['organization'::text, 'place'::text]))),
  constraint artifact_names_org_id_artifact_id_fkey FOREIGN KEY (org_id, artifact_id) REFERENCES artifacts(org_id, id),
  constraint artifact_names_org_id_referent_id_fkey FOREIGN KEY (org_id, referent_id) REFERENCES entities(org_id, id),
  constraint artifact_names_pkey PRIMARY KEY (org_id, id)
);
-- CREATE INDEX artifact_names_by_artifact ON public.artifact_names USING btree (org_id, artifact_id)
-- CREATE INDEX artifact_names_by_referent ON public.artifact_names USING btree (org_id, referent_id) WHERE (referent_id IS NOT NULL)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))

CREATE TABLE artifact_persons (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  artifact_id uuid not null,
  name text not null,
  role text,
  organization text,
  email text,
  handle text,
  kind text not null default 'person'::text,
  stakeholder_id uuid,
  referent_id uuid,
  resolution_confidence numeric(5,4),
  resolution_reasons text[] not null default '{}'::text[],
  mention_count integer not null,
  spans jsonb not null,
  confidence numeric(5,4) not null,
  created_at timestamp with time zone not null default now(),
  constraint artifact_persons_confidence_check CHECK (((confidence >= (0)::numeric) AND (confidence <= (1)::numeric))),
  constraint artifact_persons_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'party'::text]))),
  constraint artifact_persons_mention_count_check CHECK ((mention_count > 0)),
  constraint artifact_persons_name_check CHECK (((length(name) >= 1) AND (length(name) <= 255))),
  constraint artifact_persons_resolution_confidence_check CHECK (((resolution_confidence >= (0)::numeric) AND (resolution_confidence <= (1)::numeric))),
  constraint artifact_persons_org_id_artifact_id_fkey FOREIGN KEY (org_id, artifact_id) REFERENCES artifacts(org_id, id),
  constraint artifact_persons_org_id_referent_id_fkey FOREIGN KEY (org_id, referent_id) REFERENCES entities(org_id, id),
  constraint artifact_persons_org_id_stakeholder_id_fkey FOREIGN KEY (org_id, stakeholder_id) REFERENCES entities(org_id, id),
  constraint artifact_persons_pkey PRIMARY KEY (org_id, id)
);
-- CREATE INDEX artifact_persons_by_artifact ON public.artifact_persons USING btree (org_id, artifact_id)
-- CREATE INDEX artifact_persons_by_name ON public.artifact_persons USING btree (org_id, project_id, lower(name))
-- CREATE INDEX artifact_persons_by_referent ON public.artifact_persons USING btree (org_id, referent_id) WHERE (referent_id IS NOT NULL)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))

CREATE TABLE artifact_texts (
  org_id uuid not null,
  artifact_id uuid not null,
  project_id uuid not null,
  content text not null,
  blocks jsonb not null,
  pages jsonb,
  runs jsonb,
  metadata jsonb not null default '{}'::jsonb,
  read_at timestamp with time zone not null default now(),
  constraint artifact_texts_org_id_artifact_id_fkey FOREIGN KEY (org_id, artifact_id) REFERENCES artifacts(org_id, id),
  constraint artifact_texts_pkey PRIMARY KEY (org_id, artifact_id)
);
-- CREATE INDEX artifact_texts_by_answered ON public.artifact_texts USING btree (org_id, project_id, ((metadata ->> 'answers-id'::text))) WHERE (metadata ? 'answers-id'::text)
-- CREATE INDEX artifact_texts_by_message ON public.artifact_texts USING btree (org_id, project_id, ((metadata ->> 'message-id'::text))) WHERE (metadata ? 'message-id'::text)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))

CREATE TABLE artifact_topics (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  artifact_id uuid not null,
  name text not null,
  parent text,
  topic_id uuid,
  spans jsonb not null,
  confidence numeric(5,4) not null,
  created_at timestamp with time zone not null default now(),
  constraint artifact_topics_confidence_check CHECK (((confidence >= (0)::numeric) AND (confidence <= (1)::numeric))),
  constraint artifact_topics_name_check CHECK (((length(name) >= 1) AND (length(name) <= 255))),
  constraint artifact_topics_org_id_artifact_id_fkey FOREIGN KEY (org_id, artifact_id) REFERENCES artifacts(org_id, id),
  constraint artifact_topics_org_id_topic_id_fkey FOREIGN KEY (org_id, topic_id) REFERENCES entities(org_id, id),
  constraint artifact_topics_pkey PRIMARY KEY (org_id, id),
  constraint artifact_topics_org_id_artifact_id_name_key UNIQUE (org_id, artifact_id, name)
);
-- CREATE INDEX artifact_topics_by_project ON public.artifact_topics USING btree (org_id, project_id, name)
-- CREATE INDEX artifact_topics_by_topic ON public.artifact_topics USING btree (org_id, topic_id) WHERE (topic_id IS NOT NULL)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))

CREATE TABLE artifact_uploads (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  filename text not null,
  media_type text not null,
  folder text,
  folder_id uuid,
  attached_to text,
  size_bytes bigint not null,
  received_bytes bigint not null default 0,
  parts text[] not null default '{}'::text[],
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  constraint artifact_uploads_check CHECK (((received_bytes >= 0) AND (received_bytes <= size_bytes))),
  constraint artifact_uploads_filename_check CHECK (((length(filename) >= 1) AND (length(filename) <= 255))),
  constraint artifact_uploads_size_bytes_check CHECK ((size_bytes > 0)),
  constraint artifact_uploads_org_id_project_id_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects(org_id, id),
  constraint artifact_uploads_pkey PRIMARY KEY (org_id, id)
);
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))

CREATE TABLE artifacts (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  filename text not null,
  media_type text,
  size_bytes bigint not null,
  sha256 text not null,
  folder_id uuid,
  mail_id uuid,
  category text,
  subcategory text,
  format text,
  title text,
  language text,
  document_date date,
  state text not null default 'pending'::text,
  failure_code text,
  failure_reason text,
  processed_at timestamp with time zone,
  engine text,
  version_number integer not null default 1,
  superseded_by uuid,
  page_count integer,
  text_length integer,
  chunk_count integer not null default 0,
  person_count integer not null default 0,
  fact_count integer not null default 0,
  topic_count integer not null default 0,
  insight_count integer not null default 0,
  dropped_count integer not null default 0,
  constraint artifacts_check CHECK (((state = 'failed'::text) = (failure_reason IS NOT NULL))),
  constraint artifacts_filename_check CHECK (((length(filename) >= 1) AND (length(filename) <= 255))),
  constraint artifacts_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint artifacts_size_bytes_check CHECK ((size_bytes >= 0)),
  constraint artifacts_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'processing'::text, 'processed'::text, 'failed'::text]))),
  constraint artifacts_version_number_check CHECK ((version_number > 0)),
  constraint artifacts_org_id_id_fkey FOREIGN KEY (org_id, id) REFERENCES entities(org_id, id),
  constraint artifacts_org_id_mail_id_fkey FOREIGN KEY (org_id, mail_id) REFERENCES artifacts(org_id, id),
  constraint artifacts_org_id_project_id_folder_id_fkey FOREIGN KEY (org_id, project_id, folder_id) REFERENCES artifact_folders(org_id, project_id, id),
  constraint artifacts_org_id_project_id_sha256_fkey FOREIGN KEY (org_id, project_id, sha256) REFERENCES blobs(org_id, project_id, sha256),
  constraint artifacts_org_id_superseded_by_fkey FOREIGN KEY (org_id, superseded_by) REFERENCES artifacts(org_id, id),
  constraint artifacts_pkey PRIMARY KEY (org_id, id)
);
-- CREATE INDEX artifacts_by_folder ON public.artifacts USING btree (org_id, project_id, folder_id)
-- CREATE INDEX artifacts_by_hash ON public.artifacts USING btree (org_id, project_id, sha256)
-- CREATE INDEX artifacts_by_mail ON public.artifacts USING btree (org_id, mail_id) WHERE (mail_id IS NOT NULL)
-- CREATE INDEX artifacts_by_newer ON public.artifacts USING btree (org_id, superseded_by) WHERE (superseded_by IS NOT NULL)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))
-- CREATE TRIGGER audit AFTER INSERT OR UPDATE ON public.artifacts FOR EACH ROW EXECUTE FUNCTION audit_entity('artifact', 'filename')

CREATE TABLE audit_archives (
  org_id uuid not null,
  id uuid not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  entries integer not null,
  first_seq bigint not null,
  last_seq bigint not null,
  sha256 text not null,
  size_bytes bigint not null,
  created_at timestamp with time zone not null default now(),
  constraint audit_archives_check CHECK ((to_at > from_at)),
  constraint audit_archives_check1 CHECK ((last_seq >= first_seq)),
  constraint audit_archives_entries_check CHECK ((entries > 0)),
  constraint audit_archives_first_seq_check CHECK ((first_seq > 0)),
  constraint audit_archives_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint audit_archives_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(org_id),
  constraint audit_archives_pkey PRIMARY KEY (org_id, id),
  constraint audit_archives_org_id_from_at_key UNIQUE (org_id, from_at)
);
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) check ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid))
-- CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.audit_archives FOR EACH ROW EXECUTE FUNCTION audit_row('', '', 'id')

CREATE TABLE audit_chain (
  org_id uuid not null,
  seq bigint not null,
  entry_id uuid not null,
  occurred_at timestamp with time zone not null,
  hash text not null,
  sealed_at timestamp with time zone not null default now(),
  constraint audit_chain_seq_check CHECK ((seq > 0)),
  constraint audit_chain_pkey PRIMARY KEY (org_id, seq),
  constraint audit_chain_org_id_entry_id_key UNIQUE (org_id, entry_id)
);
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) check ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid))
-- CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.audit_chain FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()

CREATE TABLE audit_log (
  org_id uuid not null,
  id uuid not null default gen_random_uuid(),
  occurred_at timestamp with time zone not null default clock_timestamp(),
  project_id uuid,
  table_name text not null,
  row_id uuid not null,
  kind text,
  version integer,
  action text not null,
  before jsonb,
  after jsonb,
  changed text[] not null default '{}'::text[],
  actor_type text not null,
  actor_id uuid,
  reason text,
  verb text,
  undoes text,
  request_id text,
  personal text,
  client text,
  category text,
  severity text,
  result text,
  constraint audit_log_action_check CHECK ((action = ANY (ARRAY['create'::text, 'update'::text, 'delete'::text, 'restore'::text, 'erase'::text, 'security'::text]))),
  constraint audit_log_pkey PRIMARY KEY (org_id, occurred_at, id)
);
-- CREATE INDEX audit_log_by_project ON ONLY public.audit_log USING btree (org_id, project_id, occurred_at DESC)
-- CREATE INDEX audit_log_by_request ON ONLY public.audit_log USING btree (org_id, request_id)
-- CREATE INDEX audit_log_by_row ON ONLY public.audit_log USING btree (org_id, row_id, occurred_at DESC)
-- CREATE INDEX audit_log_links_removed ON ONLY public.audit_log USING btree (org_id, project_id, occurred_at) WHERE ((table_name = 'links'::text) AND (action = 'delete'::text))
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((project_id IS NULL) OR (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL)))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((project_id IS NULL) OR (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[])))))
-- CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.audit_log FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()

CREATE TABLE audit_pending (
  org_id uuid not null,
  entry_id uuid not null,
  occurred_at timestamp with time zone not null,
  constraint audit_pending_pkey PRIMARY KEY (org_id, entry_id)
);
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) check ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid))

CREATE TABLE blobs (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  storage_key text not null,
  sha256 text not null,
  size_bytes bigint not null,
  media_type text,
  created_at timestamp with time zone not null default now(),
  constraint blobs_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint blobs_size_bytes_check CHECK ((size_bytes >= 0)),
  constraint blobs_pkey PRIMARY KEY (org_id, id),
  constraint blobs_org_id_project_id_sha256_key UNIQUE (org_id, project_id, sha256)
);
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))

CREATE TABLE chunk_embeddings (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  model text not null,
  embedding vector not null,
  created_at timestamp with time zone not null default now(),
  constraint chunk_embeddings_org_id_id_fkey FOREIGN KEY (org_id, id) REFERENCES chunks(org_id, id) ON DELETE CASCADE,
  constraint chunk_embeddings_org_id_id_fkey_1 FOREIGN KEY (org_id, id) REFERENCES chunks_p0(org_id, id) ON DELETE CASCADE,
  constraint chunk_embeddings_org_id_id_fkey_10 FOREIGN KEY (org_id, id) REFERENCES chunks_p9(org_id, id) ON DELETE CASCADE,
  constraint chunk_embeddings_org_id_id_fkey_11 FOREIGN KEY (org_id, id) REFERENCES chunks_p10(org_id, id) ON DELETE CASCADE,
  constraint chunk_embeddings_org_id_id_fkey_12 FOREIGN KEY (org_id, id) REFERENCES chunks_p11(org_id, id) ON DELETE CASCADE,
  constraint chunk_embeddings_org_id_id_fkey_13 FOREIGN KEY (org_id, id) REFERENCES chunks_p12(org_id, id) ON DELETE CASCADE,
  constraint chunk_embeddings_org_id_id_fkey_14 FOREIGN KEY (org_id, id) REFERENCES chunks_p13(org_id, id) ON DELETE CASCADE,
  constraint chunk_embeddings_org_id_id_fkey_15 FOREIGN KEY (org_id, id) REFERENCES chunks_p14(org_id, id) ON DELETE CASCADE,
  constraint chunk_embeddings_org_id_id_fkey_16 FOREIGN KEY (org_id, id) REFERENCES chunks_p15(org_id, id) ON DELETE CASCADE,
  constraint chunk_embeddings_org_id_id_fkey_2 FOREIGN KEY (org_id, id) REFERENCES chunks_p1(org_id, id) ON DELETE CASCADE,
  constraint chunk_embeddings_org_id_id_fkey_3 FOREIGN KEY (org_id, id) REFERENCES chunks_p2(org_id, id) ON DELETE CASCADE,
  constraint chunk_embeddings_org_id_id_fkey_4 FOREIGN KEY (org_id, id) REFERENCES chunks_p3(org_id, id) ON DELETE CASCADE,
  constraint chunk_embeddings_org_id_id_fkey_5 FOREIGN KEY (org_id, id) REFERENCES chunks_p4(org_id, id) ON DELETE CASCADE,
  constraint chunk_embeddings_org_id_id_fkey_6 FOREIGN KEY (org_id, id) REFERENCES chunks_p5(org_id, id) ON DELETE CASCADE,
  constraint chunk_embeddings_org_id_id_fkey_7 FOREIGN KEY (org_id, id) REFERENCES chunks_p6(org_id, id) ON DELETE CASCADE,
  constraint chunk_embeddings_org_id_id_fkey_8 FOREIGN KEY (org_id, id) REFERENCES chunks_p7(org_id, id) ON DELETE CASCADE,
  constraint chunk_embeddings_org_id_id_fkey_9 FOREIGN KEY (org_id, id) REFERENCES chunks_p8(org_id, id) ON DELETE CASCADE,
  constraint chunk_embeddings_pkey PRIMARY KEY (org_id, id, model)
);
-- CREATE INDEX chunk_embeddings_by_project ON ONLY public.chunk_embeddings USING btree (org_id, project_id, model)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))

CREATE TABLE chunks (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  entity_id uuid not null,
  kind text not null,
  position integer not null,
  start_offset integer,
  end_offset integer,
  page integer,
  heading text not null default ''::text,
  text text not null,
  lexemes tsvector not null,
  token_count integer not null,
  created_at timestamp with time zone not null default now(),
  constraint chunks_check CHECK (((start_offset IS NULL) = (end_offset IS NULL))),
  constraint chunks_check1 CHECK ((end_offset >= start_offset)),
  constraint chunks_position_check CHECK (("position" >= '-1'::integer)),
  constraint chunks_org_id_entity_id_fkey FOREIGN KEY (org_id, entity_id) REFERENCES entities(org_id, id),
  constraint chunks_pkey PRIMARY KEY (org_id, id)
);
-- CREATE INDEX chunks_by_entity ON ONLY public.chunks USING btree (org_id, entity_id, "position")
-- CREATE INDEX chunks_by_lexeme ON ONLY public.chunks USING gin (lexemes)
-- CREATE INDEX chunks_by_project ON ONLY public.chunks USING btree (org_id, project_id, kind)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))

CREATE TABLE comments (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  entity_id uuid not null,
  parent_id uuid,
  body text not null,
  author_id uuid,
  author_type text not null default 'user'::text,
  created_at timestamp with time zone not null default recorded_now(),
  edited_at timestamp with time zone,
  deleted_at timestamp with time zone,
  deleted_by uuid,
  constraint comments_author_type_check CHECK ((author_type = ANY (ARRAY['user'::text, 'agent'::text, 'api_key'::text, 'system'::text]))),
  constraint comments_body_check CHECK (((length(body) >= 1) AND (length(body) <= 20000))),
  constraint comments_org_id_entity_id_fkey FOREIGN KEY (org_id, entity_id) REFERENCES entities(org_id, id),
  constraint comments_org_id_parent_id_fkey FOREIGN KEY (org_id, parent_id) REFERENCES comments(org_id, id),
  constraint comments_pkey PRIMARY KEY (org_id, id)
);
-- CREATE INDEX comments_by_entity ON public.comments USING btree (org_id, entity_id, created_at)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))
-- CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.comments FOR EACH ROW EXECUTE FUNCTION audit_row('', 'body', 'id')

CREATE TABLE conflicts (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  title text not null,
  subject text not null,
  fact_type text not null,
  unit text,
  first_artifact_id uuid not null,
  first_value text not null,
  second_artifact_id uuid not null,
  second_value text not null,
  sides jsonb not null,
  confidence numeric(5,4) not null,
  fingerprint text not null,
  state text not null default 'open'::text,
  holds text,
  resolution text,
  constraint conflicts_check CHECK ((first_artifact_id <> second_artifact_id)),
  constraint conflicts_check1 CHECK (((state <> 'resolved'::text) OR ((holds IS NOT NULL) AND (resolution IS NOT NULL)))),
  constraint conflicts_confidence_check CHECK (((confidence >= (0)::numeric) AND (confidence <= (1)::numeric))),
  constraint conflicts_holds_check CHECK ((holds = ANY (ARRAY['first'::text, 'second'::text, 'neither'::text]))),
  constraint conflicts_state_check CHECK ((state = ANY (ARRAY['open'::text, 'resolved'::text, 'dismissed'::text]))),
  constraint conflicts_title_check CHECK (((length(title) >= 1) AND (length(title) <= 500))),
  constraint conflicts_org_id_first_artifact_id_fkey FOREIGN KEY (org_id, first_artifact_id) REFERENCES artifacts(org_id, id),
  constraint conflicts_org_id_id_fkey FOREIGN KEY (org_id, id) REFERENCES entities(org_id, id),
  constraint conflicts_org_id_second_artifact_id_fkey FOREIGN KEY (org_id, second_artifact_id) REFERENCES artifacts(org_id, id),
  constraint conflicts_pkey PRIMARY KEY (org_id, id),
  constraint conflicts_org_id_project_id_fingerprint_key UNIQUE (org_id, project_id, fingerprint)
);
-- CREATE INDEX conflicts_by_first ON public.conflicts USING btree (org_id, first_artifact_id)
-- CREATE INDEX conflicts_by_second ON public.conflicts USING btree (org_id, second_artifact_id)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))
-- CREATE TRIGGER audit AFTER INSERT OR UPDATE ON public.conflicts FOR EACH ROW EXECUTE FUNCTION audit_entity('conflict', 'title')

CREATE TABLE credentials (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  purpose text not null,
  ciphertext text not null,
  wrapped_key text not null,
  key_id text not null,
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  rotated_at timestamp with time zone,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint credentials_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint credentials_pkey PRIMARY KEY (org_id, id)
);
-- CREATE UNIQUE INDEX credentials_name ON public.credentials USING btree (org_id, name) WHERE (revoked_at IS NULL)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) check ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid))
-- CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.credentials FOR EACH ROW EXECUTE FUNCTION audit_row('ciphertext,wrapped_key', '', 'id')

CREATE TABLE decision_participants (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  decision_id uuid not null,
  stakeholder_id uuid,
  user_id uuid,
  name text,
  role text not null,
  approval text not null default 'pending'::text,
  approved_at timestamp with time zone,
  approval_note text,
  created_at timestamp with time zone not null default now(),
  constraint decision_participants_approval_check CHECK ((approval = ANY (ARRAY['pending'::text, 'approved'::text, 'rejected'::text, 'not_needed'::text]))),
  constraint decision_participants_check CHECK (((user_id IS NOT NULL) OR (stakeholder_id IS NOT NULL) OR (name IS NOT NULL))),
  constraint decision_participants_check1 CHECK (((approval <> ALL (ARRAY['approved'::text, 'rejected'::text])) OR (approved_at IS NOT NULL))),
  constraint decision_participants_role_check CHECK ((role = ANY (ARRAY['decides'::text, 'approves'::text, 'consulted'::text, 'informed'::text]))),
  constraint decision_participants_org_id_decision_id_fkey FOREIGN KEY (org_id, decision_id) REFERENCES decisions(org_id, id),
  constraint decision_participants_org_id_stakeholder_id_fkey FOREIGN KEY (org_id, stakeholder_id) REFERENCES entities(org_id, id),
  constraint decision_participants_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint decision_participants_pkey PRIMARY KEY (org_id, id)
);
-- CREATE UNIQUE INDEX decision_participants_once ON public.decision_participants USING btree (org_id, decision_id, user_id) WHERE (user_id IS NOT NULL)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))
-- CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.decision_participants FOR EACH ROW EXECUTE FUNCTION audit_row('', '', 'id')

CREATE TABLE decisions (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  title text not null,
  description text,
  category text,
  rationale text not null,
  alternatives text,
  impact text,
  impacted_modules text[],
  decided_by uuid,
  state text not null default 'proposed'::text,
  decided_on date,
  effective_on date,
  review_on date,
  superseded_by uuid,
  constraint decisions_check CHECK (((state = 'superseded'::text) = (superseded_by IS NOT NULL))),
  constraint decisions_check1 CHECK ((superseded_by <> id)),
  constraint decisions_check2 CHECK (((state <> 'approved'::text) OR (decided_on IS NOT NULL))),
  constraint decisions_rationale_check CHECK ((length(rationale) > 0)),
  constraint decisions_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'rejected'::text, 'superseded'::text]))),
  constraint decisions_title_check CHECK (((length(title) >= 1) AND (length(title) <= 500))),
  constraint decisions_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES users(id),
  constraint decisions_org_id_id_fkey FOREIGN KEY (org_id, id) REFERENCES entities(org_id, id),
  constraint decisions_org_id_superseded_by_fkey FOREIGN KEY (org_id, superseded_by) REFERENCES decisions(org_id, id),
  constraint decisions_pkey PRIMARY KEY (org_id, id)
);
-- CREATE INDEX decisions_for_review ON public.decisions USING btree (org_id, project_id, review_on) WHERE (review_on IS NOT NULL)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))
-- CREATE TRIGGER audit AFTER INSERT OR UPDATE ON public.decisions FOR EACH ROW EXECUTE FUNCTION audit_entity('decision', 'title')

CREATE TABLE entities (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  kind text not null,
  number integer not null,
  version integer not null default 1,
  label text not null,
  content_hash text,
  created_at timestamp with time zone not null default recorded_now(),
  created_by uuid,
  created_by_type text not null default 'system'::text,
  updated_at timestamp with time zone not null default recorded_now(),
  updated_by uuid,
  deleted_at timestamp with time zone,
  deleted_by uuid,
  constraint entities_created_by_type_check CHECK ((created_by_type = ANY (ARRAY['user'::text, 'agent'::text, 'api_key'::text, 'system'::text]))),
  constraint entities_number_check CHECK ((number > 0)),
  constraint entities_version_check CHECK ((version > 0)),
  constraint entities_org_id_project_id_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects(org_id, id),
  constraint entities_pkey PRIMARY KEY (org_id, id),
  constraint entities_org_id_project_id_kind_number_key UNIQUE (org_id, project_id, kind, number)
);
-- CREATE INDEX entities_recent ON public.entities USING btree (org_id, project_id, kind, updated_at DESC, id)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))
-- CREATE TRIGGER audit AFTER UPDATE ON public.entities FOR EACH ROW WHEN (((pg_trigger_depth() = 0) AND (old.* IS DISTINCT FROM new.*))) EXECUTE FUNCTION audit_entity_head('referent')
-- CREATE TRIGGER refuse_second_artifact BEFORE UPDATE OF deleted_at ON public.entities FOR EACH ROW WHEN (((new.kind = 'artifact'::text) AND (old.deleted_at IS NOT NULL) AND (new.deleted_at IS NULL))) EXECUTE FUNCTION refuse_second_artifact()

CREATE TABLE entity_numbers (
  org_id uuid not null,
  project_id uuid not null,
  kind text not null,
  last_number integer not null,
  constraint entity_numbers_org_id_project_id_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects(org_id, id),
  constraint entity_numbers_pkey PRIMARY KEY (org_id, project_id, kind)
);
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))

CREATE TABLE entity_tags (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  entity_id uuid not null,
  tag_id uuid not null,
  created_at timestamp with time zone not null default now(),
  constraint entity_tags_org_id_entity_id_fkey FOREIGN KEY (org_id, entity_id) REFERENCES entities(org_id, id),
  constraint entity_tags_org_id_tag_id_fkey FOREIGN KEY (org_id, tag_id) REFERENCES tags(org_id, id),
  constraint entity_tags_pkey PRIMARY KEY (org_id, id),
  constraint entity_tags_org_id_entity_id_tag_id_key UNIQUE (org_id, entity_id, tag_id)
);
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))
-- CREATE TRIGGER audit_delete AFTER DELETE ON public.entity_tags REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION audit_entity_tags()
-- CREATE TRIGGER audit_insert AFTER INSERT ON public.entity_tags REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION audit_entity_tags()

CREATE TABLE erasures (
  org_id uuid not null,
  id uuid not null,
  about text not null,
  subjects uuid[] not null,
  reason text not null,
  erased jsonb not null default '{}'::jsonb,
  erased_by uuid,
  erased_at timestamp with time zone not null default clock_timestamp(),
  constraint erasures_about_check CHECK ((about = ANY (ARRAY['record'::text, 'account'::text]))),
  constraint erasures_reason_check CHECK (((length(reason) >= 3) AND (length(reason) <= 2000))),
  constraint erasures_subjects_check CHECK ((cardinality(subjects) > 0)),
  constraint erasures_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(org_id),
  constraint erasures_pkey PRIMARY KEY (org_id, id)
);
-- CREATE INDEX erasures_by_subject ON public.erasures USING gin (subjects)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) check ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid))
-- CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.erasures FOR EACH ROW EXECUTE FUNCTION audit_row('', '', 'id')

CREATE TABLE event_deliveries (
  org_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  event_at timestamp with time zone not null,
  project_id uuid,
  handler text not null,
  state text not null default 'pending'::text,
  attempts integer not null default 0,
  next_at timestamp with time zone not null default now(),
  last_error text,
  delivered_at timestamp with time zone,
  constraint event_deliveries_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'done'::text, 'failed'::text]))),
  constraint event_deliveries_pkey PRIMARY KEY (org_id, id),
  constraint event_deliveries_org_id_event_id_handler_key UNIQUE (org_id, event_id, handler)
);
-- CREATE INDEX event_deliveries_due ON public.event_deliveries USING btree (next_at) WHERE (state = 'pending'::text)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((project_id IS NULL) OR (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL)))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((project_id IS NULL) OR (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[])))))

CREATE TABLE events (
  org_id uuid not null,
  id uuid not null,
  occurred_at timestamp with time zone not null default clock_timestamp(),
  position bigint not null default nextval('events_position'::regclass),
  xact_id xid8 not null default pg_current_xact_id(),
  project_id uuid,
  type text not null,
  source_module text not null,
  entity_id uuid,
  correlation_id text,
  causation_id uuid,
  actor_type text not null,
  actor_id uuid,
  payload jsonb not null default '{}'::jsonb,
  ai jsonb,
  constraint events_pkey PRIMARY KEY (org_id, occurred_at, id)
);
-- CREATE INDEX events_in_order ON ONLY public.events USING btree (org_id, project_id, xact_id, "position")
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((project_id IS NULL) OR (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL)))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((project_id IS NULL) OR (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[])))))

CREATE TABLE idempotency_keys (
  org_id uuid not null,
  id uuid not null,
  actor_id uuid not null,
  key text not null,
  method text not null,
  path text not null,
  request_hash text not null,
  status integer,
  response jsonb,
  created_at timestamp with time zone not null default now(),
  constraint idempotency_keys_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200))),
  constraint idempotency_keys_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(org_id) DEFERRABLE INITIALLY DEFERRED,
  constraint idempotency_keys_pkey PRIMARY KEY (org_id, id),
  constraint idempotency_keys_org_id_actor_id_key_key UNIQUE (org_id, actor_id, key)
);
-- CREATE INDEX idempotency_keys_age ON public.idempotency_keys USING btree (created_at)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) check ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid))

CREATE TABLE insight_feedback (
  org_id uuid not null,
  project_id uuid not null,
  artifact_id uuid not null,
  fingerprint text not null,
  type text not null,
  rating integer,
  feedback text,
  dismissed_at timestamp with time zone,
  dismissed_by uuid,
  verdict text,
  updated_at timestamp with time zone not null default now(),
  updated_by uuid,
  constraint insight_feedback_rating_check CHECK (((rating >= 1) AND (rating <= 5))),
  constraint insight_feedback_verdict_check CHECK ((verdict = ANY (ARRAY['useful'::text, 'useless'::text]))),
  constraint insight_feedback_org_id_artifact_id_fkey FOREIGN KEY (org_id, artifact_id) REFERENCES artifacts(org_id, id),
  constraint insight_feedback_pkey PRIMARY KEY (org_id, artifact_id, fingerprint)
);
-- CREATE INDEX insight_feedback_by_type ON public.insight_feedback USING btree (org_id, project_id, type)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))
-- CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.insight_feedback FOR EACH ROW EXECUTE FUNCTION audit_row('', '', 'id')

CREATE TABLE invitations (
  org_id uuid not null,
  id uuid not null,
  email text not null,
  role text not null,
  project_id uuid,
  project_role text,
  token_hash text not null,
  invited_by uuid,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint invitations_check CHECK (((project_id IS NULL) = (project_role IS NULL))),
  constraint invitations_email_check CHECK (((email = lower(email)) AND (length(email) <= 320))),
  constraint invitations_project_role_check CHECK ((project_role = ANY (ARRAY['admin'::text, 'contributor'::text, 'viewer'::text]))),
  constraint invitations_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'member'::text, 'viewer'::text]))),
  constraint invitations_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(org_id),
  constraint invitations_org_id_project_id_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects(org_id, id),
  constraint invitations_pkey PRIMARY KEY (org_id, id),
  constraint invitations_token_hash_key UNIQUE (token_hash)
);
-- CREATE UNIQUE INDEX invitations_open ON public.invitations USING btree (org_id, email) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL))
-- policy identity_read for SELECT to throughline_identity using (true) check ()
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) check ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid))
-- CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.invitations FOR EACH ROW EXECUTE FUNCTION audit_row('token_hash', 'email', 'id')

CREATE TABLE issues (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  title text not null,
  description text,
  category text,
  priority text not null,
  severity text not null,
  owner_id uuid,
  state text not null default 'open'::text,
  resolution text,
  identified_on date,
  due_on date,
  resolved_on date,
  constraint issues_check CHECK (((state <> ALL (ARRAY['resolved'::text, 'closed'::text])) OR ((resolution IS NOT NULL) AND (resolved_on IS NOT NULL)))),
  constraint issues_due_after_found CHECK (((due_on IS NULL) OR (identified_on IS NULL) OR (due_on >= identified_on))),
  constraint issues_priority_check CHECK ((priority = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text, 'critical'::text]))),
  constraint issues_severity_check CHECK ((severity = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text, 'critical'::text]))),
  constraint issues_state_check CHECK ((state = ANY (ARRAY['open'::text, 'in_progress'::text, 'resolved'::text, 'closed'::text]))),
  constraint issues_title_check CHECK (((length(title) >= 1) AND (length(title) <= 500))),
  constraint issues_org_id_id_fkey FOREIGN KEY (org_id, id) REFERENCES entities(org_id, id),
  constraint issues_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id),
  constraint issues_pkey PRIMARY KEY (org_id, id)
);
-- CREATE INDEX issues_by_owner ON public.issues USING btree (org_id, owner_id) WHERE (owner_id IS NOT NULL)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))
-- CREATE TRIGGER audit AFTER INSERT OR UPDATE ON public.issues FOR EACH ROW EXECUTE FUNCTION audit_entity('issue', 'title')

CREATE TABLE job_runs (
  org_id uuid not null,
  id uuid not null,
  project_id uuid,
  job text not null,
  entity_id uuid,
  state text not null default 'queued'::text,
  input jsonb not null default '{}'::jsonb,
  result jsonb,
  progress numeric(5,4) not null default 0,
  note text,
  attempts integer not null default 0,
  error_code text,
  error_message text,
  actor_type text not null,
  actor_id uuid,
  created_at timestamp with time zone not null default now(),
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  cancel_requested_at timestamp with time zone,
  retried_as uuid,
  constraint job_runs_progress_check CHECK (((progress >= (0)::numeric) AND (progress <= (1)::numeric))),
  constraint job_runs_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text]))),
  constraint job_runs_pkey PRIMARY KEY (org_id, id)
);
-- CREATE INDEX job_runs_open ON public.job_runs USING btree (job, state) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]))
-- CREATE INDEX job_runs_recent ON public.job_runs USING btree (org_id, project_id, created_at DESC)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((project_id IS NULL) OR (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL)))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((project_id IS NULL) OR (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[])))))

CREATE TABLE links (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  source_id uuid not null,
  relation text not null,
  target_id uuid not null,
  strength numeric(5,4),
  confidence numeric(5,4),
  origin text not null,
  span_id uuid,
  note text,
  created_at timestamp with time zone not null default recorded_now(),
  created_by uuid,
  validated_at timestamp with time zone,
  validated_by uuid,
  stale_since timestamp with time zone,
  constraint links_check CHECK ((source_id <> target_id)),
  constraint links_confidence_check CHECK (((confidence >= (0)::numeric) AND (confidence <= (1)::numeric))),
  constraint links_origin_check CHECK ((origin = ANY (ARRAY['human'::text, 'agent'::text, 'import'::text, 'rule'::text]))),
  constraint links_relation_check CHECK ((relation ~ '^[a-z][a-z_]{1,60}$'::text)),
  constraint links_strength_check CHECK (((strength >= (0)::numeric) AND (strength <= (1)::numeric))),
  constraint links_org_id_source_id_fkey FOREIGN KEY (org_id, source_id) REFERENCES entities(org_id, id),
  constraint links_org_id_span_id_fkey FOREIGN KEY (org_id, span_id) REFERENCES spans(org_id, id),
  constraint links_org_id_target_id_fkey FOREIGN KEY (org_id, target_id) REFERENCES entities(org_id, id),
  constraint links_pkey PRIMARY KEY (org_id, id)
);
-- CREATE INDEX links_by_span ON public.links USING btree (org_id, span_id) WHERE (span_id IS NOT NULL)
-- CREATE INDEX links_by_target ON public.links USING btree (org_id, target_id, source_id) INCLUDE (project_id)
-- CREATE UNIQUE INDEX links_once ON public.links USING btree (org_id, source_id, relation, target_id, COALESCE(span_id, '00000000-0000-0000-0000-000000000000'::uuid))
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))
-- CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.links FOR EACH ROW EXECUTE FUNCTION audit_row('', '', 'id')

CREATE TABLE mentions (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  comment_id uuid not null,
  user_id uuid not null,
  created_at timestamp with time zone not null default now(),
  constraint mentions_org_id_comment_id_fkey FOREIGN KEY (org_id, comment_id) REFERENCES comments(org_id, id),
  constraint mentions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint mentions_pkey PRIMARY KEY (org_id, id),
  constraint mentions_org_id_comment_id_user_id_key UNIQUE (org_id, comment_id, user_id)
);
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))

CREATE TABLE model_prices (
  org_id uuid not null,
  id uuid not null,
  provider text not null,
  model text not null,
  currency text not null default 'USD'::text,
  input_price numeric(24,12) not null,
  output_price numeric(24,12) not null,
  cache_read_price numeric(24,12),
  cache_write_price numeric(24,12),
  valid_from timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  created_by uuid,
  constraint model_prices_cache_read_price_check CHECK ((cache_read_price >= (0)::numeric)),
  constraint model_prices_cache_write_price_check CHECK ((cache_write_price >= (0)::numeric)),
  constraint model_prices_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint model_prices_input_price_check CHECK ((input_price >= (0)::numeric)),
  constraint model_prices_output_price_check CHECK ((output_price >= (0)::numeric)),
  constraint model_prices_pkey PRIMARY KEY (org_id, id),
  constraint model_prices_org_id_provider_model_valid_from_key UNIQUE (org_id, provider, model, valid_from)
);
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) check ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid))
-- CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.model_prices FOR EACH ROW EXECUTE FUNCTION audit_row('', '', 'id')

CREATE TABLE notifications (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  user_id uuid not null,
  entity_id uuid,
  reason text not null,
  body text not null,
  created_at timestamp with time zone not null default now(),
  read_at timestamp with time zone,
  constraint notifications_reason_check CHECK ((reason = ANY (ARRAY['mention'::text, 'watch'::text, 'assigned'::text, 'suggestion'::text, 'stale'::text, 'failed'::text]))),
  constraint notifications_org_id_entity_id_fkey FOREIGN KEY (org_id, entity_id) REFERENCES entities(org_id, id),
  constraint notifications_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint notifications_pkey PRIMARY KEY (org_id, id)
);
-- CREATE INDEX notifications_inbox ON public.notifications USING btree (org_id, user_id, created_at DESC)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))

CREATE TABLE organization_members (
  org_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  role text not null,
  joined_at timestamp with time zone not null default now(),
  invited_by uuid,
  removed_at timestamp with time zone,
  erased_at timestamp with time zone,
  constraint organization_members_check CHECK (((erased_at IS NULL) OR (removed_at IS NOT NULL))),
  constraint organization_members_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'member'::text, 'viewer'::text]))),
  constraint organization_members_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(org_id),
  constraint organization_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint organization_members_pkey PRIMARY KEY (org_id, id)
);
-- CREATE INDEX organization_members_by_user ON public.organization_members USING btree (user_id) WHERE (removed_at IS NULL)
-- CREATE UNIQUE INDEX organization_members_once ON public.organization_members USING btree (org_id, user_id) WHERE (removed_at IS NULL)
-- policy identity_read for SELECT to throughline_identity using (true) check ()
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) check ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid))
-- CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.organization_members FOR EACH ROW EXECUTE FUNCTION audit_row('', '', 'id')

CREATE TABLE organizations (
  org_id uuid not null,
  slug text not null,
  name text not null,
  plan text not null default 'self_hosted'::text,
  status text not null default 'active'::text,
  trial_ends_at timestamp with time zone,
  settings jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  constraint organizations_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint organizations_plan_check CHECK ((plan = ANY (ARRAY['starter'::text, 'growth'::text, 'enterprise'::text, 'self_hosted'::text]))),
  constraint organizations_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text)),
  constraint organizations_status_check CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text, 'closed'::text]))),
  constraint organizations_pkey PRIMARY KEY (org_id)
);
-- CREATE UNIQUE INDEX organizations_slug ON public.organizations USING btree (slug) WHERE (deleted_at IS NULL)
-- policy identity_read for SELECT to throughline_identity using (true) check ()
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) check ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid))
-- CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.organizations FOR EACH ROW EXECUTE FUNCTION audit_row('', '', 'id')

CREATE TABLE passage_changes (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  comparison_id uuid not null,
  position integer not null,
  change text not null,
  old_start integer,
  old_end integer,
  new_start integer,
  new_end integer,
  old_words text,
  new_words text,
  similarity real not null,
  constraint passage_changes_change_check CHECK ((change = ANY (ARRAY['changed'::text, 'reworded'::text, 'moved'::text, 'removed'::text, 'added'::text]))),
  constraint passage_changes_check CHECK ((((old_start IS NULL) = (change = 'added'::text)) AND ((new_start IS NULL) = (change = 'removed'::text)))),
  constraint passage_changes_check1 CHECK ((((old_words IS NULL) = (old_start IS NULL)) AND ((new_words IS NULL) = (new_start IS NULL)))),
  constraint passage_changes_check2 CHECK (((old_end > old_start) AND (new_end > new_start))),
  constraint passage_changes_position_check CHECK (("position" >= 0)),
  constraint passage_changes_similarity_check CHECK (((similarity >= (0)::double precision) AND (similarity <= (1)::double precision))),
  constraint passage_changes_org_id_comparison_id_fkey FOREIGN KEY (org_id, comparison_id) REFERENCES version_comparisons(org_id, id) ON DELETE CASCADE,
  constraint passage_changes_pkey PRIMARY KEY (org_id, id),
  constraint passage_changes_org_id_comparison_id_position_key UNIQUE (org_id, comparison_id, "position")
);
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))

CREATE TABLE personal_keys (
  org_id uuid not null,
  id uuid not null,
  subject_id uuid not null,
  ciphertext text not null,
  wrapped_key text not null,
  key_id text not null,
  created_at timestamp with time zone not null default now(),
  constraint personal_keys_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(org_id),
  constraint personal_keys_pkey PRIMARY KEY (org_id, id),
  constraint personal_keys_org_id_subject_id_key UNIQUE (org_id, subject_id)
);
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) check ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid))

CREATE TABLE personal_values (
  org_id uuid not null,
  digest text not null,
  occurred_at timestamp with time zone not null,
  project_id uuid,
  subject_id uuid not null,
  content text,
  ciphertext text,
  key_id uuid,
  constraint personal_values_check CHECK (((content IS NULL) = (ciphertext IS NOT NULL))),
  constraint personal_values_check1 CHECK (((ciphertext IS NULL) = (key_id IS NULL))),
  constraint personal_values_check2 CHECK (((content IS NULL) OR (digest = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text)))),
  constraint personal_values_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint personal_values_pkey PRIMARY KEY (org_id, digest, occurred_at)
);
-- CREATE INDEX personal_values_by_subject ON ONLY public.personal_values USING btree (org_id, subject_id)
-- CREATE INDEX personal_values_open ON ONLY public.personal_values USING btree (org_id, subject_id) WHERE (content IS NOT NULL)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((project_id IS NULL) OR (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL)))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((project_id IS NULL) OR (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[])))))

CREATE TABLE project_members (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  user_id uuid not null,
  role text not null,
  granted_at timestamp with time zone not null default now(),
  granted_by uuid,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint project_members_role_check CHECK ((role = ANY (ARRAY['admin'::text, 'contributor'::text, 'viewer'::text]))),
  constraint project_members_org_id_project_id_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects(org_id, id),
  constraint project_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint project_members_pkey PRIMARY KEY (org_id, id)
);
-- CREATE INDEX project_members_by_user ON public.project_members USING btree (user_id) WHERE (revoked_at IS NULL)
-- CREATE UNIQUE INDEX project_members_once ON public.project_members USING btree (org_id, project_id, user_id) WHERE (revoked_at IS NULL)
-- policy identity_read for SELECT to throughline_identity using (true) check ()
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) check ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid))
-- CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.project_members FOR EACH ROW EXECUTE FUNCTION audit_row('', '', 'id')

CREATE TABLE projects (
  org_id uuid not null,
  id uuid not null,
  workspace_id uuid not null,
  slug text not null,
  name text not null,
  description text,
  blueprint text not null default 'blank'::text,
  status text not null default 'active'::text,
  start_date date,
  end_date date,
  settings jsonb not null default '{}'::jsonb,
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  constraint projects_blueprint_check CHECK ((blueprint = ANY (ARRAY['program'::text, 'product'::text, 'migration'::text, 'factory'::text, 'agent_board'::text, 'blank'::text]))),
  constraint projects_check CHECK (((end_date IS NULL) OR (start_date IS NULL) OR (end_date >= start_date))),
  constraint projects_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint projects_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text)),
  constraint projects_status_check CHECK ((status = ANY (ARRAY['active'::text, 'on_hold'::text, 'closed'::text]))),
  constraint projects_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(org_id),
  constraint projects_org_id_workspace_id_fkey FOREIGN KEY (org_id, workspace_id) REFERENCES workspaces(org_id, id),
  constraint projects_pkey PRIMARY KEY (org_id, id)
);
-- CREATE UNIQUE INDEX projects_slug ON public.projects USING btree (org_id, slug) WHERE (deleted_at IS NULL)
-- policy identity_read for SELECT to throughline_identity using (true) check ()
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) check ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid))
-- CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.projects FOR EACH ROW EXECUTE FUNCTION audit_row('', '', 'id')

CREATE TABLE rate_limits (
  key text not null,
  requests integer not null,
  window_ends_at timestamp with time zone not null,
  constraint rate_limits_requests_check CHECK ((requests > 0)),
  constraint rate_limits_pkey PRIMARY KEY (key)
);
-- CREATE INDEX rate_limits_expiry ON public.rate_limits USING btree (window_ends_at)
-- policy rate_limits_identity for ALL to throughline_identity using (true) check (true)

CREATE TABLE referent_rulings (
  org_id uuid not null,
  project_id uuid not null,
  artifact_id uuid not null,
  type text not null,
  name_key text not null,
  referent_id uuid not null,
  created_at timestamp with time zone not null default now(),
  created_by uuid,
  constraint referent_rulings_type_check CHECK ((type = ANY (ARRAY['person'::text, 'organization'::text, 'place'::text]))),
  constraint referent_rulings_org_id_artifact_id_fkey FOREIGN KEY (org_id, artifact_id) REFERENCES artifacts(org_id, id),
  constraint referent_rulings_org_id_referent_id_fkey FOREIGN KEY (org_id, referent_id) REFERENCES referents(org_id, id),
  constraint referent_rulings_pkey PRIMARY KEY (org_id, artifact_id, type, name_key)
);
-- CREATE INDEX referent_rulings_by_referent ON public.referent_rulings USING btree (org_id, referent_id)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))
-- CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.referent_rulings FOR EACH ROW EXECUTE FUNCTION audit_row('', 'name_key', 'referent_id')

CREATE TABLE referents (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  type text not null,
  name text not null,
  role text,
  organization text,
  email text,
  handle text,
  state text not null default 'active'::text,
  merged_into uuid,
  match_keys text[] not null default '{}'::text[],
  constraint referents_check CHECK (((merged_into IS NULL) OR ((state = 'merged'::text) AND (merged_into <> id)))),
  constraint referents_name_check CHECK (((length(name) >= 1) AND (length(name) <= 255))),
  constraint referents_state_check CHECK ((state = ANY (ARRAY['active'::text, 'merged'::text]))),
  constraint referents_type_check CHECK ((type = ANY (ARRAY['person'::text, 'organization'::text, 'place'::text]))),
  constraint referents_org_id_id_fkey FOREIGN KEY (org_id, id) REFERENCES entities(org_id, id),
  constraint referents_org_id_merged_into_fkey FOREIGN KEY (org_id, merged_into) REFERENCES referents(org_id, id),
  constraint referents_pkey PRIMARY KEY (org_id, id)
);
-- CREATE INDEX referents_by_key ON public.referents USING gin (match_keys)
-- CREATE INDEX referents_by_project ON public.referents USING btree (org_id, project_id, type)
-- CREATE INDEX referents_merged ON public.referents USING btree (org_id, merged_into) WHERE (merged_into IS NOT NULL)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))
-- CREATE TRIGGER audit AFTER INSERT OR UPDATE ON public.referents FOR EACH ROW EXECUTE FUNCTION audit_entity('referent', 'name', 'name,role,organization,email,handle,match_keys')

CREATE TABLE risks (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  title text not null,
  description text,
  category text,
  risk_type text not null default 'threat'::text,
  probability text not null,
  impact text not null,
  score integer not null generated always as ((risk_level(probability) * risk_level(impact))) stored,
  residual_probability text,
  residual_impact text,
  residual_score integer generated always as ((risk_level(residual_probability) * risk_level(residual_impact))) stored,
  loss_low numeric(18,2),
  loss_high numeric(18,2),
  currency text,
  mitigation text,
  contingency text,
  owner_id uuid,
  state text not null default 'open'::text,
  outcome text,
  identified_on date,
  target_closure_on date,
  closed_on date,
  constraint risks_check CHECK (((state = 'closed'::text) = (outcome IS NOT NULL))),
  constraint risks_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint risks_impact_check CHECK ((risk_level(impact) IS NOT NULL)),
  constraint risks_loss_currency CHECK (((loss_low IS NULL) OR (currency IS NOT NULL))),
  constraint risks_loss_low_check CHECK ((loss_low >= (0)::numeric)),
  constraint risks_loss_range CHECK ((loss_high >= loss_low)),
  constraint risks_loss_whole CHECK (((loss_low IS NULL) = (loss_high IS NULL))),
  constraint risks_outcome_check CHECK ((outcome = ANY (ARRAY['occurred'::text, 'avoided'::text, 'expired'::text]))),
  constraint risks_probability_check CHECK ((risk_level(probability) IS NOT NULL)),
  constraint risks_residual_impact_check CHECK (((residual_impact IS NULL) OR (risk_level(residual_impact) IS NOT NULL))),
  constraint risks_residual_probability_check CHECK (((residual_probability IS NULL) OR (risk_level(residual_probability) IS NOT NULL))),
  constraint risks_residual_whole CHECK (((residual_probability IS NULL) = (residual_impact IS NULL))),
  constraint risks_risk_type_check CHECK ((risk_type = ANY (ARRAY['threat'::text, 'opportunity'::text]))),
  constraint risks_state_check CHECK ((state = ANY (ARRAY['open'::text, 'mitigating'::text, 'accepted'::text, 'closed'::text]))),
  constraint risks_title_check CHECK (((length(title) >= 1) AND (length(title) <= 500))),
  constraint risks_org_id_id_fkey FOREIGN KEY (org_id, id) REFERENCES entities(org_id, id),
  constraint risks_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id),
  constraint risks_pkey PRIMARY KEY (org_id, id)
);
-- CREATE INDEX risks_by_owner ON public.risks USING btree (org_id, owner_id) WHERE (owner_id IS NOT NULL)
-- CREATE INDEX risks_by_score ON public.risks USING btree (org_id, project_id, score DESC NULLS LAST, id)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))
-- CREATE TRIGGER audit AFTER INSERT OR UPDATE ON public.risks FOR EACH ROW EXECUTE FUNCTION audit_entity('risk', 'title')

CREATE TABLE saved_views (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  user_id uuid not null,
  collection text not null,
  name text not null,
  shared boolean not null default false,
  arrangement jsonb not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint saved_views_arrangement_check CHECK ((length((arrangement)::text) <= 20000)),
  constraint saved_views_collection_check CHECK (((length(collection) >= 1) AND (length(collection) <= 100))),
  constraint saved_views_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
  constraint saved_views_org_id_project_id_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects(org_id, id),
  constraint saved_views_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint saved_views_pkey PRIMARY KEY (org_id, id)
);
-- CREATE UNIQUE INDEX saved_views_name ON public.saved_views USING btree (org_id, project_id, user_id, collection, lower(name))
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))
-- CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.saved_views FOR EACH ROW EXECUTE FUNCTION audit_row('', '', 'id')

CREATE TABLE schema_changes (
  owner text not null,
  name text not null,
  checksum text not null,
  compatibility text not null,
  applied_at timestamp with time zone not null default now(),
  constraint schema_changes_compatibility_check CHECK ((compatibility = ANY (ARRAY['compatible'::text, 'breaking'::text, 'derived'::text]))),
  constraint schema_changes_pkey PRIMARY KEY (owner, name)
);

CREATE TABLE search_models (
  org_id uuid not null,
  project_id uuid not null,
  model text not null,
  filled_at timestamp with time zone,
  weight double precision,
  gain double precision,
  gain_low double precision,
  gain_high double precision,
  queries integer,
  passages integer,
  calibrated_at timestamp with time zone,
  constraint search_models_check CHECK (((weight IS NULL) = (calibrated_at IS NULL))),
  constraint search_models_weight_check CHECK (((weight >= (0)::double precision) AND (weight <= (10)::double precision))),
  constraint search_models_org_id_project_id_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects(org_id, id),
  constraint search_models_pkey PRIMARY KEY (org_id, project_id, model)
);
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))

CREATE TABLE search_statistics (
  org_id uuid not null,
  project_id uuid not null,
  chunk_count bigint not null default 0,
  token_count bigint not null default 0,
  constraint search_statistics_org_id_project_id_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects(org_id, id),
  constraint search_statistics_pkey PRIMARY KEY (org_id, project_id)
);
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))

CREATE TABLE sessions (
  id uuid not null,
  user_id uuid not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_token_key UNIQUE (token)
);
-- CREATE INDEX sessions_expiry ON public.sessions USING btree (expires_at)
-- CREATE INDEX sessions_user ON public.sessions USING btree (user_id)
-- policy sessions_identity for ALL to throughline_identity using (true) check (true)

CREATE TABLE sign_in_attempts (
  user_id uuid not null,
  failures integer not null,
  window_ends_at timestamp with time zone not null,
  constraint sign_in_attempts_failures_check CHECK ((failures > 0)),
  constraint sign_in_attempts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint sign_in_attempts_pkey PRIMARY KEY (user_id)
);
-- policy sign_in_attempts_identity for ALL to throughline_identity using (true) check (true)

CREATE TABLE spans (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  artifact_id uuid not null,
  start_offset integer not null,
  end_offset integer not null,
  quote text not null,
  page integer,
  boxes jsonb,
  cell text,
  created_at timestamp with time zone not null default now(),
  constraint spans_check CHECK ((end_offset > start_offset)),
  constraint spans_page_check CHECK ((page > 0)),
  constraint spans_quote_check CHECK ((length(quote) > 0)),
  constraint spans_start_offset_check CHECK ((start_offset >= 0)),
  constraint spans_org_id_artifact_id_fkey FOREIGN KEY (org_id, artifact_id) REFERENCES entities(org_id, id),
  constraint spans_pkey PRIMARY KEY (org_id, id),
  constraint spans_org_id_artifact_id_start_offset_end_offset_key UNIQUE (org_id, artifact_id, start_offset, end_offset)
);
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))

CREATE TABLE suggestions (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  title text not null,
  action text not null default 'create'::text,
  target_kind text not null,
  entity_id uuid,
  payload jsonb not null,
  rationale text,
  confidence numeric(5,4) not null,
  trust numeric(5,4) not null,
  evidence jsonb not null default '[]'::jsonb,
  possible_duplicates jsonb not null default '[]'::jsonb,
  engine text not null,
  fingerprint text not null,
  artifact_id uuid,
  insight_id uuid,
  state text not null default 'pending'::text,
  applied_entity_id uuid,
  decided_at timestamp with time zone,
  decided_by uuid,
  rejection_reason text,
  constraint suggestions_action_check CHECK ((action = ANY (ARRAY['create'::text, 'update'::text, 'link'::text, 'document_edit'::text]))),
  constraint suggestions_check CHECK (((state = 'pending'::text) = (decided_at IS NULL))),
  constraint suggestions_check1 CHECK (((state = 'rejected'::text) = (rejection_reason IS NOT NULL))),
  constraint suggestions_confidence_check CHECK (((confidence >= (0)::numeric) AND (confidence <= (1)::numeric))),
  constraint suggestions_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'accepted'::text, 'rejected'::text]))),
  constraint suggestions_title_check CHECK (((length(title) >= 1) AND (length(title) <= 500))),
  constraint suggestions_trust_check CHECK (((trust >= (0)::numeric) AND (trust <= (1)::numeric))),
  constraint suggestions_org_id_applied_entity_id_fkey FOREIGN KEY (org_id, applied_entity_id) REFERENCES entities(org_id, id),
  constraint suggestions_org_id_artifact_id_fkey FOREIGN KEY (org_id, artifact_id) REFERENCES artifacts(org_id, id),
  constraint suggestions_org_id_entity_id_fkey FOREIGN KEY (org_id, entity_id) REFERENCES entities(org_id, id),
  constraint suggestions_org_id_id_fkey FOREIGN KEY (org_id, id) REFERENCES entities(org_id, id),
  constraint suggestions_pkey PRIMARY KEY (org_id, id),
  constraint suggestions_org_id_project_id_fingerprint_key UNIQUE (org_id, project_id, fingerprint)
);
-- CREATE INDEX suggestions_inbox ON public.suggestions USING btree (org_id, project_id, trust DESC) WHERE (state = 'pending'::text)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))
-- CREATE TRIGGER audit AFTER INSERT OR UPDATE ON public.suggestions FOR EACH ROW EXECUTE FUNCTION audit_entity('suggestion', 'title')

CREATE TABLE tags (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  name text not null,
  color text,
  created_at timestamp with time zone not null default now(),
  constraint tags_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  constraint tags_org_id_project_id_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects(org_id, id),
  constraint tags_pkey PRIMARY KEY (org_id, id)
);
-- CREATE UNIQUE INDEX tags_name ON public.tags USING btree (org_id, project_id, lower(name))
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))
-- CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.tags FOR EACH ROW EXECUTE FUNCTION audit_row('', '', 'id')

CREATE TABLE term_frequencies (
  org_id uuid not null,
  project_id uuid not null,
  term text not null,
  chunk_count integer not null,
  constraint term_frequencies_org_id_project_id_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects(org_id, id),
  constraint term_frequencies_pkey PRIMARY KEY (org_id, project_id, term)
);
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))

CREATE TABLE topics (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  name text not null,
  phrase text not null,
  parent_id uuid,
  state text not null default 'active'::text,
  constraint topics_check CHECK ((parent_id <> id)),
  constraint topics_name_check CHECK (((length(name) >= 1) AND (length(name) <= 255))),
  constraint topics_state_check CHECK ((state = ANY (ARRAY['active'::text, 'retired'::text]))),
  constraint topics_org_id_id_fkey FOREIGN KEY (org_id, id) REFERENCES entities(org_id, id),
  constraint topics_org_id_parent_id_fkey FOREIGN KEY (org_id, parent_id) REFERENCES topics(org_id, id),
  constraint topics_pkey PRIMARY KEY (org_id, id),
  constraint topics_org_id_project_id_phrase_key UNIQUE (org_id, project_id, phrase)
);
-- CREATE INDEX topics_by_parent ON public.topics USING btree (org_id, parent_id) WHERE (parent_id IS NOT NULL)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))
-- CREATE TRIGGER audit AFTER INSERT OR UPDATE ON public.topics FOR EACH ROW EXECUTE FUNCTION audit_entity('topic', 'name')

CREATE TABLE two_factors (
  id uuid not null,
  user_id uuid not null,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamp with time zone,
  constraint two_factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint two_factors_pkey PRIMARY KEY (id),
  constraint two_factors_user_id_key UNIQUE (user_id)
);
-- policy two_factors_identity for ALL to throughline_identity using (true) check (true)

CREATE TABLE usage_event_keys (
  org_id uuid not null,
  idempotency_key text not null,
  usage_event_id uuid not null,
  constraint usage_event_keys_pkey PRIMARY KEY (org_id, idempotency_key)
);
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) check ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid))

CREATE TABLE usage_events (
  org_id uuid not null,
  id uuid not null,
  occurred_at timestamp with time zone not null,
  project_id uuid,
  idempotency_key text not null,
  source_module text,
  purpose text not null,
  operation text not null,
  provider text not null,
  model text not null,
  model_price_id uuid,
  run_id uuid,
  actor_id uuid,
  input_tokens bigint not null,
  output_tokens bigint not null,
  cached_input_tokens bigint not null default 0,
  cache_write_tokens bigint not null default 0,
  reasoning_tokens bigint not null default 0,
  estimated boolean not null default false,
  cost numeric(24,12),
  currency text,
  duration_ms integer not null,
  outcome text not null,
  correlation_id text not null,
  recorded_at timestamp with time zone not null default now(),
  constraint usage_events_cache_write_tokens_check CHECK ((cache_write_tokens >= 0)),
  constraint usage_events_cached_input_tokens_check CHECK ((cached_input_tokens >= 0)),
  constraint usage_events_check CHECK (((cost IS NULL) = (currency IS NULL))),
  constraint usage_events_duration_ms_check CHECK ((duration_ms >= 0)),
  constraint usage_events_input_tokens_check CHECK ((input_tokens >= 0)),
  constraint usage_events_operation_check CHECK ((operation = ANY (ARRAY['generate'::text, 'embed'::text]))),
  constraint usage_events_outcome_check CHECK ((outcome = ANY (ARRAY['ok'::text, 'invalid'::text, 'error'::text, 'cancelled'::text]))),
  constraint usage_events_output_tokens_check CHECK ((output_tokens >= 0)),
  constraint usage_events_reasoning_tokens_check CHECK ((reasoning_tokens >= 0)),
  constraint usage_events_pkey PRIMARY KEY (org_id, occurred_at, id)
);
-- CREATE INDEX usage_events_by_project ON ONLY public.usage_events USING btree (org_id, project_id, occurred_at DESC)
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((project_id IS NULL) OR (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL)))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((project_id IS NULL) OR (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[])))))

CREATE TABLE user_profiles (
  user_id uuid not null,
  timezone text not null default 'UTC'::text,
  locale text not null default 'en-US'::text,
  theme text not null default 'system'::text,
  notification_preferences jsonb not null default '{}'::jsonb,
  ui_preferences jsonb not null default '{}'::jsonb,
  updated_at timestamp with time zone not null default now(),
  constraint user_profiles_check CHECK (((octet_length((notification_preferences)::text) + octet_length((ui_preferences)::text)) <= 65536)),
  constraint user_profiles_notification_preferences_check CHECK ((jsonb_typeof(notification_preferences) = 'object'::text)),
  constraint user_profiles_theme_check CHECK ((theme = ANY (ARRAY['system'::text, 'light'::text, 'dark'::text]))),
  constraint user_profiles_ui_preferences_check CHECK ((jsonb_typeof(ui_preferences) = 'object'::text)),
  constraint user_profiles_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint user_profiles_pkey PRIMARY KEY (user_id)
);
-- policy user_profiles_identity for ALL to throughline_identity using (true) check (true)

CREATE TABLE users (
  id uuid not null,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  disabled_at timestamp with time zone,
  locked_until timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint users_email_check CHECK (((email = lower(email)) AND (char_length(email) <= 254))),
  constraint users_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
  constraint users_pkey PRIMARY KEY (id),
  constraint users_email_key UNIQUE (email)
);
-- policy users_fellow_members for SELECT to throughline_app using ((EXISTS ( SELECT 1 FROM organization_members m WHERE ((m.org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (m.user_id = users.id) AND (m.erased_at IS NULL))))) check ()
-- policy users_identity for ALL to throughline_identity using (true) check (true)

CREATE TABLE verifications (
  id uuid not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint verifications_pkey PRIMARY KEY (id)
);
-- CREATE INDEX verifications_expiry ON public.verifications USING btree (expires_at)
-- CREATE INDEX verifications_identifier ON public.verifications USING btree (identifier)
-- policy verifications_identity for ALL to throughline_identity using (true) check (true)

CREATE TABLE version_comparisons (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  old_id uuid not null,
  new_id uuid not null,
  unchanged integer not null,
  compared_at timestamp with time zone not null default now(),
  constraint version_comparisons_unchanged_check CHECK ((unchanged >= 0)),
  constraint version_comparisons_org_id_new_id_fkey FOREIGN KEY (org_id, new_id) REFERENCES artifacts(org_id, id),
  constraint version_comparisons_org_id_old_id_fkey FOREIGN KEY (org_id, old_id) REFERENCES artifacts(org_id, id),
  constraint version_comparisons_pkey PRIMARY KEY (org_id, id),
  constraint version_comparisons_org_id_new_id_old_id_key UNIQUE (org_id, new_id, old_id)
);
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))

CREATE TABLE watches (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  entity_id uuid not null,
  user_id uuid not null,
  created_at timestamp with time zone not null default now(),
  constraint watches_org_id_entity_id_fkey FOREIGN KEY (org_id, entity_id) REFERENCES entities(org_id, id),
  constraint watches_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint watches_pkey PRIMARY KEY (org_id, id),
  constraint watches_org_id_entity_id_user_id_key UNIQUE (org_id, entity_id, user_id)
);
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (array_position(( SELECT (NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[] AS "nullif"), project_id) IS NOT NULL))) check (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND (project_id = ANY ((NULLIF(current_setting('app.project_ids'::text, true), ''::text))::uuid[]))))

CREATE TABLE workspaces (
  org_id uuid not null,
  id uuid not null,
  slug text not null,
  name text not null,
  description text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  constraint workspaces_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint workspaces_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(org_id),
  constraint workspaces_pkey PRIMARY KEY (org_id, id)
);
-- CREATE UNIQUE INDEX workspaces_slug ON public.workspaces USING btree (org_id, slug) WHERE (deleted_at IS NULL)
-- policy identity_read for SELECT to throughline_identity using (true) check ()
-- policy owner for ALL to postgres using (true) check (true)
-- policy tenant for ALL to public using ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) check ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid))
-- CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.workspaces FOR EACH ROW EXECUTE FUNCTION audit_row('', '', 'id')
