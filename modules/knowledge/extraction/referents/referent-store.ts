import { rowsParameter } from '#kernel/db/index.ts'
import { insertEntities, type Entity, type Reader } from '#kernel/entities/index.ts'
import type { Context } from '#kernel/module/index.ts'
import { referent } from '../kinds.ts'
import { matchKeysOf, type Naming, type ReferentType } from './name-keys.ts'
import type { Candidate } from './resolve.ts'

/** A naming as it lies in the findings of a file. */
export interface FoundNaming extends Naming {
  /** id of the finding */
  id: string
  table: 'artifact_persons' | 'artifact_names'
}

/** Holds off others who give names of this project to records, until the transaction ends. */
export const lockReferents = (context: Context): Promise<unknown> =>
  context.tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `referents ${context.project.id}`,
  ])

/** The namings of a file that are sure enough to stand for somebody; parties are roles, not names. */
export const namingsOf = (reader: Reader, artifactId: string, minimum: number): Promise<FoundNaming[]> =>
  reader.tx.query<FoundNaming>(
    `select id, 'artifact_persons' as table, 'person' as type, name, role, organization, email, handle, mention_count
     from artifact_persons where org_id = $1 and artifact_id = $2 and kind = 'person' and confidence >= $3
     union all
     select id, 'artifact_names', type, name, null, null, null, null, mention_count
     from artifact_names where org_id = $1 and artifact_id = $2 and confidence >= $3
     order by mention_count desc, name, id`,
    [reader.scope.orgId, artifactId, minimum],
  )

/** Records that share a key with one of the namings, with what they are merged into already followed to its end. */
export const candidatesFor = async (
  reader: Reader,
  keys: readonly string[],
): Promise<(Candidate & { matchKeys: string[] })[]> =>
  reader.tx.query(
    `select t.id, t.type, t.name, t.role, t.organization, t.email, t.handle, t.match_keys as "matchKeys"
     from referents t join entities e on e.org_id = t.org_id and e.id = t.id
     where t.org_id = $1 and t.project_id = $2 and t.match_keys && $3::text[] and e.deleted_at is null
     order by e.number limit 5000`,
    [reader.scope.orgId, reader.project.id, keys],
  )

/** What people decided about the namings of a file: name key to record. */
export const rulingsFor = async (reader: Reader, artifactId: string): Promise<Map<string, string>> => {
  const rows = await reader.tx.query<{ type: ReferentType; name_key: string; referent_id: string }>(
    'select type, name_key, referent_id from referent_rulings where org_id = $1 and artifact_id = $2',
    [reader.scope.orgId, artifactId],
  )
  return new Map(rows.map(({ type, name_key, referent_id }) => [`${type}:${name_key}`, referent_id]))
}

/** Makes records of namings that no known one is meant by; `keys` by which they are found, beyond those of the naming. */
export const insertReferents = (
  context: Context,
  namings: readonly (Naming & { keys?: readonly string[] })[],
): Promise<Entity[]> =>
  insertEntities(
    context,
    referent,
    namings.map((naming) => {
      const { type, name, role, organization, email, handle, keys = [] } = naming
      const match_keys = [...new Set([...matchKeysOf(naming), ...keys])].toSorted()
      return { type, name, role, organization, email, handle, match_keys }
    }),
  )

/** What further namings know of a record. */
export interface Knowledge extends Omit<Naming, 'type' | 'name'> {
  id: string
  keys: readonly string[]
}

/** Adds to records what further namings know and they do not. */
export const enrichReferents = (context: Context, all: readonly Knowledge[]): void => {
  if (all.length === 0) return
  context.tx.defer(
    `update referents t set role = coalesce(t.role, r.role), organization = coalesce(t.organization, r.organization), email = coalesce(t.email, r.email),
       handle = coalesce(t.handle, r.handle), match_keys = array(select distinct k from unnest(t.match_keys || r.keys) as k order by k)
     from jsonb_to_recordset($2::jsonb) as r (id uuid, role text, organization text, email text, handle text, keys text[])
     where t.org_id = $1 and t.id = r.id and (t.role is null and r.role is not null or t.organization is null and r.organization is not null
       or t.email is null and r.email is not null or t.handle is null and r.handle is not null or not t.match_keys @> r.keys)`,
    [context.scope.orgId, rowsParameter(all)],
  )
}

/** Notes to which record a finding was given, how surely and why. */
export const assignFinding = (
  context: Context,
  { table, id }: Pick<FoundNaming, 'table' | 'id'>,
  to: { id: string; confidence: number; reasons: readonly string[] },
): void =>
  context.tx.deferRow(
    `update ${table} t set referent_id = r.referent_id, resolution_confidence = r.confidence, resolution_reasons = r.reasons
     from jsonb_to_recordset($2::jsonb) as r (id uuid, referent_id uuid, confidence numeric, reasons text[]) where t.org_id = $1 and t.id = r.id`,
    [context.scope.orgId],
    { id, referent_id: to.id, confidence: to.confidence, reasons: to.reasons },
  )

/** The findings that were given to a record itself, not to those merged into it. */
export const findingsOfReferent = (
  reader: Reader,
  referentId: string,
): Promise<(FoundNaming & { artifactId: string })[]> =>
  reader.tx.query(
    `select id, 'artifact_persons' as table, 'person' as type, name, role, organization, email, handle, artifact_id as "artifactId"
     from artifact_persons where org_id = $1 and referent_id = $2
     union all
     select id, 'artifact_names', type, name, null, null, null, null, artifact_id from artifact_names where org_id = $1 and referent_id = $2`,
    [reader.scope.orgId, referentId],
  )

/** Keeps that a name in a file means this record, whatever likeness says. */
export const rule = (
  context: Context,
  { artifactId, type, nameKey }: { artifactId: string; type: ReferentType; nameKey: string },
  referentId: string,
): Promise<unknown> =>
  context.tx.query(
    `insert into referent_rulings (org_id, project_id, artifact_id, type, name_key, referent_id, created_by)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (org_id, artifact_id, type, name_key) do update set referent_id = excluded.referent_id`,
    [context.scope.orgId, context.project.id, artifactId, type, nameKey, referentId, context.scope.actor.id],
  )
