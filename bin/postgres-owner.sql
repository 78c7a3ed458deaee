-- Makes the login of DATABASE_URL where it is not to be a superuser. A superuser runs this once in the database that
-- Throughline is to have:
--
--   psql -v owner=throughline_owner -v password='…' -f bin/postgres-owner.sql DATABASE
--
-- The login owns the tables; what only a superuser can make is made here: the extensions, and the role that works for
-- all tenants in named jobs. Passwords of these roles are set at each start; they follow from THROUGHLINE_SECRET.
set client_min_messages = warning;
create role :"owner" login nosuperuser createdb createrole password :'password';
create role throughline_app nosuperuser nocreatedb nocreaterole noinherit nobypassrls;
create role throughline_identity nosuperuser nocreatedb nocreaterole noinherit nobypassrls;
create role throughline_maintenance nosuperuser nocreatedb nocreaterole noinherit bypassrls;
-- from PostgreSQL 16 on, whoever sets the password of a role has to administer it
grant throughline_app, throughline_identity, throughline_maintenance to :"owner" with admin option;
select format('grant create on database %I to %I', current_database(), :'owner') \gexec
grant all on schema public to :"owner";
create extension if not exists vector;
create extension if not exists pg_trgm;
