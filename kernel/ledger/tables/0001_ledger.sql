-- compatible
create function ensure_month_partitions(parent text, months_ahead integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  made integer := 0;
  first_day date;
  name text;
begin
  for i in -1 .. months_ahead loop
    first_day := (date_trunc('month', now()) + make_interval(months => i))::date;
    name := parent || to_char(first_day, '_YYYY_MM');
    if to_regclass(quote_ident(name)) is null then
      execute format('create table %I partition of %I for values from (%L) to (%L)', name, parent, first_day, (first_day + interval '1 month')::date);
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;
revoke all on function ensure_month_partitions(text, integer) from public;

create table audit_log (
  org_id uuid not null,
  id uuid not null default gen_random_uuid(),
  occurred_at timestamptz not null default clock_timestamp(),
  project_id uuid,
  table_name text not null,
  row_id uuid not null,
  kind text,
  version integer,
  action text not null check (action in ('create', 'update', 'delete', 'restore', 'erase', 'security')),
  before jsonb,
  after jsonb,
  changed text[] not null default '{}',
  actor_type text not null,
  actor_id uuid,
  reason text,
  -- the domain verb that made the change, and the change that it takes back
  verb text,
  undoes text,
  request_id text,
  -- commitments to what stands in personal_values: the personal columns of before and after, and whence the change came
  personal text,
  client text,
  category text,
  severity text,
  result text,
  primary key (org_id, occurred_at, id)
) partition by range (occurred_at);
create index audit_log_by_row on audit_log (org_id, row_id, occurred_at desc);
create index audit_log_by_project on audit_log (org_id, project_id, occurred_at desc);
-- all that one request changed is one change, which can be taken back
create index audit_log_by_request on audit_log (org_id, request_id);
-- links that were taken away, by which it is known what a record was linked to
create index audit_log_links_removed on audit_log (org_id, project_id, occurred_at) where table_name = 'links' and action = 'delete';
create table audit_log_default partition of audit_log default;
select ensure_month_partitions('audit_log', 3);

-- entries wait here until the sealer has chained them; the log itself is never updated
create table audit_pending (
  org_id uuid not null,
  entry_id uuid not null,
  occurred_at timestamptz not null,
  primary key (org_id, entry_id)
);

create table audit_chain (
  org_id uuid not null,
  seq bigint not null check (seq > 0),
  entry_id uuid not null,
  occurred_at timestamptz not null,
  hash text not null,
  sealed_at timestamptz not null default now(),
  primary key (org_id, seq),
  unique (org_id, entry_id)
);

create function audit_setting(name text) returns text language sql stable as $$
  select nullif(current_setting('app.' || name, true), '')
$$;

-- The time of an entry: the clock's. The story of a demo is told with times of its own, which pass within one transaction as
-- the clock does; nothing else may be, and nobody tells of what is still to come.
create function audit_clock(p_org uuid, p_project uuid) returns timestamptz language plpgsql as $$
declare
  told timestamptz := audit_setting('told_at')::timestamptz;
begin
  if told is null then return clock_timestamp(); end if;
  if told > now() or not exists (select 1 from projects where org_id = p_org and id = p_project and settings -> 'demo' = 'true') then
    raise exception 'only the story of a demo is told with times of its own' using errcode = '42501';
  end if;
  return told + (clock_timestamp() - now());
end $$;
revoke all on function audit_clock(uuid, uuid) from public;

-- Keeps a value beside the log and gives the commitment that the log holds instead. Two random ids stand before the
-- value: 244 bits that nobody guesses, so that a hash whose value is gone tells nothing, not even of a short value.
create function personal_commit(p_org uuid, p_project uuid, p_subject uuid, p_at timestamptz, p_value jsonb) returns text language plpgsql as $$
declare
  kept text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '') || p_value::text;
  commitment text := encode(sha256(convert_to(kept, 'UTF8')), 'hex');
begin
  insert into personal_values (org_id, digest, occurred_at, project_id, subject_id, content) values (p_org, commitment, p_at, p_project, p_subject, kept);
  return commitment;
end $$;
revoke all on function personal_commit(uuid, uuid, uuid, timestamptz, jsonb) from public;

-- what of an image of a row is personal; null where nothing is
create function personal_part(image jsonb, names text[]) returns jsonb language plpgsql immutable as $$
begin
  return (select jsonb_object_agg(key, value) from jsonb_each(image) where key = any (names) and value <> 'null');
end $$;

-- the image with a mark in place of each value that is personal
create function personal_hidden(image jsonb, part jsonb) returns jsonb language plpgsql immutable as $$
begin
  return image || coalesce((select jsonb_object_agg(key, '{"$personal": true}'::jsonb) from jsonb_object_keys(part) as key), '{}');
end $$;

-- Whence a change comes is told once for a transaction, however many entries it writes, and once for all transactions of
-- somebody in one place until the sealer comes. Between the two times lies one partition.
create function audit_client(p_org uuid, p_at timestamptz) returns text language plpgsql as $$
declare
  place text := p_org || coalesce(audit_setting('actor_id'), '');
  known text := audit_setting('client');
  subject uuid := coalesce(audit_setting('actor_id')::uuid, p_org);
  origin jsonb;
  commitment text;
begin
  if audit_setting('ip') is null and audit_setting('user_agent') is null then return null; end if;
  if starts_with(known, place) then return right(known, 64); end if;
  origin := jsonb_build_object('ip', host(audit_setting('ip')::inet), 'user_agent', audit_setting('user_agent'));
  select v.digest into commitment from personal_values v
    where v.org_id = p_org and v.subject_id = subject and v.content is not null and v.occurred_at > greatest(p_at - interval '1 hour', date_trunc('month', p_at)) and v.occurred_at <= p_at
      and substr(v.content, 65) = origin::text limit 1;
  if commitment is null then commitment := personal_commit(p_org, null, subject, p_at, origin); end if;
  perform set_config('app.client', place || commitment, true);
  return commitment;
end $$;
revoke all on function audit_client(uuid, timestamptz) from public;

-- for the triggers below, as whose owner it works; what a demo tells says so; p_personal names columns whose values are kept beside the log
create function audit_append(
  p_org uuid, p_project uuid, p_table text, p_row uuid, p_kind text, p_version integer, p_action text, p_before jsonb, p_after jsonb, p_changed text[],
  p_at timestamptz default null, p_personal text[] default null, p_subject uuid default null
) returns void language plpgsql as $$
declare
  entry uuid := gen_random_uuid();
  at timestamptz := coalesce(p_at, audit_clock(p_org, p_project));
  origin text := audit_client(p_org, at);
  was jsonb := case when p_personal is not null then personal_part(p_before, p_personal) end;
  is_now jsonb := case when p_personal is not null then personal_part(p_after, p_personal) end;
  commitment text;
begin
  if was is not null or is_now is not null then
    commitment := personal_commit(p_org, p_project, coalesce(p_subject, p_row), at, jsonb_build_object('before', was, 'after', is_now));
    if was is not null then p_before := personal_hidden(p_before, was); end if;
    if is_now is not null then p_after := personal_hidden(p_after, is_now); end if;
  end if;
  with entered as (
    insert into audit_log (org_id, id, occurred_at, project_id, table_name, row_id, kind, version, action, before, after, changed, actor_type, actor_id, reason, verb, undoes, request_id, personal, client, category)
    values (p_org, entry, at, p_project, p_table, p_row, p_kind, p_version, p_action, p_before, p_after, p_changed,
      coalesce(audit_setting('actor_type'), 'system'), audit_setting('actor_id')::uuid, audit_setting('reason'), audit_setting('verb'), audit_setting('undoes'), audit_setting('request_id'),
      commitment, origin, case when audit_setting('told_at') is not null then 'demo' end)
  )
  insert into audit_pending (org_id, entry_id, occurred_at) values (p_org, entry, at);
end $$;
revoke all on function audit_append(uuid, uuid, text, uuid, text, integer, text, jsonb, jsonb, text[], timestamptz, text[], uuid) from public;

-- in plpgsql, which keeps its plan: a function in sql that cannot be inlined is planned again in every transaction
create function changed_fields(before jsonb, after jsonb) returns text[] language plpgsql immutable as $$
begin
  return coalesce((select array_agg(key order by key) from jsonb_each(after) where value is distinct from before -> key), '{}');
end $$;

-- for tables of entity kinds: argument 1 is the kind, argument 2 the column that names the thing, argument 3 its personal columns
create function audit_entity() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  new_row jsonb := to_jsonb(new);
  old_row jsonb;
  fields text[];
  new_version integer;
  personal text[] := string_to_array(tg_argv[2], ',');
  -- the head and the log name one moment: what is asked as of it is what it made
  at timestamptz := audit_clock(new.org_id, new.project_id);
begin
  if tg_op = 'INSERT' then
    perform audit_append(new.org_id, new.project_id, tg_table_name, new.id, tg_argv[0], 1, 'create', null, new_row, array(select jsonb_object_keys(jsonb_strip_nulls(new_row)) order by 1), recorded_now(), personal);
    return null;
  end if;
  old_row := to_jsonb(old);
  fields := changed_fields(old_row, new_row);
  if cardinality(fields) = 0 then return null; end if;
  update entities set version = version + 1, label = coalesce(new_row ->> tg_argv[1], label), updated_at = at, updated_by = audit_setting('actor_id')::uuid
    where org_id = new.org_id and id = new.id returning version into new_version;
  perform audit_append(new.org_id, new.project_id, tg_table_name, new.id, tg_argv[0], new_version, 'update', old_row, new_row, fields, at, personal);
  return null;
end $$;

-- for entities itself: deletion and restoration, and whatever else somebody changes there directly; not what the trigger
-- above does. The argument names the kinds whose label is personal.
create function audit_entity_head() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  old_row jsonb := to_jsonb(old);
  new_row jsonb := to_jsonb(new);
begin
  perform audit_append(new.org_id, new.project_id, 'entities', new.id, new.kind, new.version,
    case when old.deleted_at is null and new.deleted_at is not null then 'delete' when old.deleted_at is not null and new.deleted_at is null then 'restore' else 'update' end,
    old_row, new_row, changed_fields(old_row, new_row), case when new.updated_at is distinct from old.updated_at then new.updated_at end,
    case when new.kind = any (string_to_array(tg_argv[0], ',')) then array['label'] end);
  return null;
end $$;

-- for entity_tags: tags are part of their record, so a statement that gives or takes them makes one change of each record
create function audit_entity_tags() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched record;
  had text[];
  has text[];
  new_version integer;
  at timestamptz;
begin
  for touched in select m.org_id, m.entity_id, array_agg(g.name) as names from moved m join tags g on g.org_id = m.org_id and g.id = m.tag_id group by 1, 2 order by 1, 2 loop
    has := tags_of_entity(touched.org_id, touched.entity_id);
    had := case tg_op when 'INSERT' then array(select name from unnest(has) as name where name <> all (touched.names))
      else array(select name from unnest(has || touched.names) as name order by lower(name)) end;
    at := audit_clock(touched.org_id, (select project_id from entities where org_id = touched.org_id and id = touched.entity_id));
    -- a record that is taken in from elsewhere keeps the version that it had there
    update entities set version = version + 1, updated_at = at, updated_by = audit_setting('actor_id')::uuid
      where org_id = touched.org_id and id = touched.entity_id and audit_setting('importing') is null;
    select version into new_version from entities where org_id = touched.org_id and id = touched.entity_id;
    perform audit_append(e.org_id, e.project_id, 'entity_tags', e.id, e.kind, new_version, 'update', jsonb_build_object('tags', had), jsonb_build_object('tags', has), array['tags'], at)
      from entities e where e.org_id = touched.org_id and e.id = touched.entity_id;
  end loop;
  return null;
end $$;

-- for configuration, membership and links: argument 1 names columns whose values never reach the log, argument 2 personal ones,
-- argument 3 the column that says of whom or what these tell
create function audit_row() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  old_row jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) end;
  new_row jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) end;
  any_row jsonb := coalesce(new_row, old_row);
  fields text[];
  secret text;
begin
  fields := case tg_op when 'UPDATE' then changed_fields(old_row, new_row) else array(select jsonb_object_keys(jsonb_strip_nulls(any_row)) order by 1) end;
  -- that a key was used is no change of the key
  if tg_op = 'UPDATE' and cardinality(array_remove(fields, 'last_used_at')) = 0 then return null; end if;
  foreach secret in array coalesce(string_to_array(tg_argv[0], ','), '{}') loop
    if old_row ? secret then old_row := jsonb_set(old_row, array[secret], '"[redacted]"'); end if;
    if new_row ? secret then new_row := jsonb_set(new_row, array[secret], '"[redacted]"'); end if;
  end loop;
  perform audit_append((any_row ->> 'org_id')::uuid, (any_row ->> 'project_id')::uuid, tg_table_name, coalesce(any_row ->> 'id', any_row ->> 'org_id')::uuid, null, null,
    case when tg_table_name = 'erasures' then 'erase' when tg_op = 'INSERT' then 'create' when tg_op = 'UPDATE' then 'update' else 'delete' end,
    old_row, new_row, fields, null, nullif(string_to_array(tg_argv[1], ','), '{}'), (any_row ->> tg_argv[2])::uuid);
  return null;
end $$;
