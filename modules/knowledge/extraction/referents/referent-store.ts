import { insertEntity, type Entity, type Reader } from '#kernel/entities/index.ts'
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

/** Makes a record of a naming that no known one is meant by. */
export const insertReferent = async (context: Context, naming: Naming): Promise<Entity> => {
  const { type, name, role, organization, email, handle } = naming
  const made = await insertEntity(context, referent, { type, name, role, organization, email, handle })
  await context.tx.query('update referents set match_keys = $3 where org_id = $1 and id = $2', [
    context.scope.orgId,
    made.id,
    matchKeysOf(naming),
  ])
  return made
}

/** Adds to a record what a further naming knows and it does not. */
export const enrichReferent = (context: Context, id: string, naming: Naming): Promise<unknown> =>
  context.tx.query(
    `update referents set role = coalesce(role, $3), organization = coalesce(organization, $4), email = coalesce(email, $5),
       handle = coalesce(handle, $6), match_keys = array(select distinct k from unnest(match_keys || $7::text[]) as k order by k)
     where org_id = $1 and id = $2 and (role is null and $3::text is not null or organization is null and $4::text is not null
       or email is null and $5::text is not null or handle is null and $6::text is not null or not match_keys @> $7::text[])`,
    [
      context.scope.orgId,
      id,
      naming.role ?? null,
      naming.organization ?? null,
      naming.email ?? null,
      naming.handle ?? null,
      matchKeysOf(naming),
    ],
  )

/** Notes to which record a finding was given, how surely and why. */
export const assignFinding = (
  context: Context,
  { table, id }: Pick<FoundNaming, 'table' | 'id'>,
  to: { id: string; confidence: number; reasons: readonly string[] },
): void =>
  context.tx.defer(
    `update ${table} set referent_id = $3, resolution_confidence = $4, resolution_reasons = $5 where org_id = $1 and id = $2`,
    [context.scope.orgId, id, to.id, to.confidence, to.reasons],
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
