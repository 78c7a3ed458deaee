import { ident, literal } from '../db/index.ts'
import type { Kind } from '../entities/kind.ts'
import type { TableRule } from '../module/define.ts'

const org = "org_id = nullif(current_setting('app.org_id', true), '')::uuid"
const projectIds = "nullif(current_setting('app.project_ids', true), '')::uuid[]"
/** For a row that is written: looked at once. */
const ofProject = `project_id = any (${projectIds})`
/**
 * For rows that are read: the list is taken apart once for a statement, not once for each row, which would be most of the
 * time of a page. It is a subquery without a table: nothing is looked up. Said as a position, since the planner would
 * take an unknown list for ten projects of all, and believe that next to no row is left.
 */
const inProjects = `array_position((select ${projectIds}), project_id) is not null`

const orgTablesWithProject = new Set([
  'audit_log',
  'personal_values',
  'events',
  'event_deliveries',
  'job_runs',
  'usage_events',
])

/** A row of an organization-wide log that also names a project is visible to those who see the project. */
const condition = (table: TableRule, project: string): string => {
  if (table.scope === 'project') return `${org} and ${project}`
  return orgTablesWithProject.has(table.name) ? `${org} and (project_id is null or ${project})` : org
}

/** Tables that signing in has to look through before an organization is known. */
const identityReads = [
  'organizations',
  'workspaces',
  'projects',
  'organization_members',
  'project_members',
  'api_keys',
  'invitations',
]

/**
 * The statements that guard every tenant table: row-level security enabled and forced with plain-expression policies,
 * grants, audit triggers. They follow from the manifests and may be run again at any time.
 */
export const guardTables = (tables: readonly TableRule[], kinds: readonly Kind[]): string[] => [
  ...tables.flatMap(guard),
  ...tables.filter(({ scope }) => scope === 'project').flatMap(statistics),
  ...tables.flatMap(auditRows),
  ...kinds.flatMap(auditKind),
  'drop trigger if exists audit on entities',
  `create trigger audit after update on entities for each row
   when (pg_trigger_depth() = 0 and old.* is distinct from new.*) execute function audit_entity_head(${literal(personalTitles(kinds))})`,
  ...auditTags,
  ...identityReads.flatMap(identityRead),
  'grant update (last_used_at) on api_keys to throughline_identity',
  `drop policy if exists identity_touch on api_keys`,
  `create policy identity_touch on api_keys for update to throughline_identity using (true) with check (true)`,
  'grant usage on sequence events_position to throughline_app, throughline_maintenance',
  'grant execute on function ensure_month_partitions(text, integer) to throughline_maintenance',
  'grant execute on function audit_drop_month(date) to throughline_maintenance',
  'grant select, insert, update, delete on all tables in schema public to throughline_maintenance',
  'revoke update, delete on audit_log, audit_chain, audit_archives, erasures from throughline_maintenance',
]

const guard = (table: TableRule): string[] => {
  const name = ident(table.name)
  const grants = table.grants ?? ['select', 'insert', 'update', 'delete']
  return [
    `alter table ${name} enable row level security`,
    `alter table ${name} force row level security`,
    `drop policy if exists tenant on ${name}`,
    `create policy tenant on ${name} for all using (${condition(table, inProjects)}) with check (${condition(table, ofProject)})`,
    // the functions of triggers work as the owner, who may be no superuser, in transactions of all organizations
    `drop policy if exists owner on ${name}`,
    `create policy owner on ${name} for all to current_user using (true) with check (true)`,
    `revoke all on ${name} from throughline_app`,
    `grant ${grants.join(', ')} on ${name} to throughline_app`,
  ]
}

/**
 * What the planner has to know of tenants. A project belongs to one organization: without this, it believes that a
 * project has next to no rows. And where nearly all organizations are tiny, it believes that of the large ones too, and
 * walks all their rows to find one; the plan for a large one is good for a tiny one as well, so that each is taken for a
 * hundredth of the table.
 */
const statistics = ({ name }: TableRule): string[] => [
  `create statistics if not exists ${ident(`${name}_by_place`)} (dependencies) on org_id, project_id from ${ident(name)}`,
  `alter table ${ident(name)} alter column org_id set (n_distinct = 100)`,
]

const auditRows = (table: TableRule): string[] => {
  if (!table.audit) return []
  const { redact = [] } = table.audit
  const { columns = {}, of = 'id' } = table.personal ?? {}
  const names = [redact, Object.keys(columns), [of]]
  return [
    `drop trigger if exists audit on ${ident(table.name)}`,
    `create trigger audit after insert or update or delete on ${ident(table.name)} for each row execute function audit_row(${names.map((each) => literal(each.join(','))).join(', ')})`,
  ]
}

const auditTags: readonly string[] = [
  'drop trigger if exists audit on entity_tags',
  ...[
    ['insert', 'new'],
    ['delete', 'old'],
  ].flatMap(([operation, rows]) => [
    `drop trigger if exists audit_${operation} on entity_tags`,
    `create trigger audit_${operation} after ${operation} on entity_tags referencing ${rows} table as moved for each statement execute function audit_entity_tags()`,
  ]),
]

const auditKind = (kind: Kind): string[] => [
  `drop trigger if exists audit on ${ident(kind.table)}`,
  `create trigger audit after insert or update on ${ident(kind.table)} for each row execute function audit_entity(${auditArguments(kind).map(literal).join(', ')})`,
]

const auditArguments = ({ kind, title, personal }: Kind): string[] =>
  personal ? [kind, title, Object.keys(personal.columns).join(',')] : [kind, title]

const personalTitles = (kinds: readonly Kind[]): string =>
  kinds
    .filter(({ personal, title }) => personal && title in personal.columns)
    .map(({ kind }) => kind)
    .join(',')

const identityRead = (table: string): string[] => [
  `drop policy if exists identity_read on ${ident(table)}`,
  `create policy identity_read on ${ident(table)} for select to throughline_identity using (true)`,
  `grant select on ${ident(table)} to throughline_identity`,
]
