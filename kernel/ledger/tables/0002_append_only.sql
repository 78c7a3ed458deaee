-- compatible
-- the log and its chain grow and never change: not by a mistake of ours, and by nobody below the tables' owner
create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'entries of % are never changed or deleted', tg_table_name using errcode = '42501';
end $$;

create trigger append_only before update or delete on audit_log for each row execute function audit_is_append_only();
create trigger append_only before update or delete on audit_chain for each row execute function audit_is_append_only();
