-- compatible
-- months of the log that were moved to a file: one row per organization, itself part of the chain
create table audit_archives (
  org_id uuid not null references organizations,
  id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  entries integer not null check (entries > 0),
  first_seq bigint not null check (first_seq > 0),
  last_seq bigint not null,
  -- the stored file that holds them, with their hashes
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes bigint not null,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  unique (org_id, from_at),
  check (to_at > from_at),
  check (last_seq >= first_seq)
);

-- Takes a month out of the log once its entries stand in archives. The latest entry of each row stays, so that what
-- was true at the cut can still be read. Refuses while one entry of the month is in no archive.
create function audit_drop_month(first_day date) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  name text := 'audit_log' || to_char(first_day, '_YYYY_MM');
  next_name text := 'audit_log' || to_char(first_day + interval '1 month', '_YYYY_MM');
  values_name text := 'personal_values' || to_char(first_day, '_YYYY_MM');
  of_org record;
  kept integer;
begin
  if extract(day from first_day) <> 1 or first_day >= date_trunc('month', now()) then
    raise exception '% is no month that is over', first_day;
  end if;
  if not exists (select 1 from pg_inherits where inhrelid = to_regclass(quote_ident(name)) and inhparent = 'audit_log'::regclass) then
    raise exception 'the log has no month %', name;
  end if;
  execute format('lock table %I in access exclusive mode', name);
  for of_org in execute format('select org_id, count(*) as entries from %I group by org_id', name) loop
    perform set_config('app.org_id', of_org.org_id::text, true);
    if not exists (select 1 from audit_archives where org_id = of_org.org_id and from_at = first_day and entries = of_org.entries) then
      raise exception 'entries of % are in no archive', name;
    end if;
  end loop;
  perform set_config('app.org_id', '', true);
  execute format('alter table audit_log detach partition %I', name);
  execute format('insert into audit_log_default select distinct on (org_id, table_name, row_id) * from %I order by org_id, table_name, row_id, occurred_at desc, version desc nulls last', name);
  get diagnostics kept = row_count;
  execute format('drop table %I', name);
  -- personal values go with their entries: what an entry that stays refers to stays, also one of the following hours
  if to_regclass(quote_ident(values_name)) is not null then
    execute format('alter table personal_values detach partition %I', values_name);
    -- the partitions are read by their names, which no tenant's setting narrows
    execute format('insert into personal_values_default select * from %I where (org_id, digest) in (
      select org_id, unnest(array[personal, client]) from audit_log_default', values_name)
      || case when to_regclass(quote_ident(next_name)) is null then '' else format(
        ' union all select org_id, unnest(array[personal, client]) from %I where occurred_at < %L', next_name, first_day + interval '1 month 1 day') end || ')';
    execute format('drop table %I', values_name);
  end if;
  return kept;
end $$;
revoke all on function audit_drop_month(date) from public;
