import { insertEntities, type Reader } from '#kernel/entities/index.ts'
import type { Context } from '#kernel/module/index.ts'
import { topic } from '../kinds.ts'
import { settingsOf } from '../settings.ts'
import { continuedBy, type KeptTopic } from './keep-ids.ts'
import { phraseOf, taxonomyOf, type TopicNaming, type TopicNode } from './taxonomy.ts'

/** Orders the topics of all files of a project anew; topics that go on keep their id, name and links. Gives how many there are. */
export const arrangeTopics = async (context: Context): Promise<number> => {
  await context.tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `topics ${context.project.id}`,
  ])
  const namings = await namingsIn(context)
  const nodes = taxonomyOf(namings, settingsOf(context.house).EXTRACTION_TOPICS_PER_PROJECT)
  const kept = await keptTopics(context)
  const continued = continuedBy(nodes, kept)
  const ids = new Map([...continued].map(([phrase, { id }]) => [phrase, id]))
  const fresh = nodes.filter(({ phrase }) => !continued.has(phrase))
  const made = await insertEntities(
    context,
    topic,
    fresh.map(({ phrase, name }) => ({ name: title(name), phrase })),
  )
  for (const [index, { phrase }] of fresh.entries()) ids.set(phrase, made[index]?.id ?? phrase)
  await place(context, nodes, ids)
  await pointNamings(context, namings, ids)
  return nodes.length
}

const title = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

const namingsIn = (reader: Reader): Promise<TopicNaming[]> =>
  reader.tx.query<TopicNaming>(
    `select t.artifact_id as "artifactId", t.name, jsonb_array_length(t.spans) as mentions
     from artifact_topics t join entities e on e.org_id = t.org_id and e.id = t.artifact_id
     join artifacts a on a.org_id = t.org_id and a.id = t.artifact_id
     where t.org_id = $1 and t.project_id = $2 and e.deleted_at is null and a.superseded_by is null`,
    [reader.scope.orgId, reader.project.id],
  )

const keptTopics = async (reader: Reader): Promise<KeptTopic[]> => {
  const rows = await reader.tx.query<{ id: string; phrase: string; artifacts: string[] }>(
    `select t.id, t.phrase, coalesce(array_agg(distinct a.artifact_id) filter (where a.artifact_id is not null), '{}') as artifacts
     from topics t left join artifact_topics a on a.org_id = t.org_id and a.topic_id = t.id
     where t.org_id = $1 and t.project_id = $2 group by t.id, t.phrase`,
    [reader.scope.orgId, reader.project.id],
  )
  return rows.map((row) => ({ ...row, artifacts: new Set(row.artifacts) }))
}

/** Writes phrase, parent and state of every topic where they differ; what no file has any more is retired, not deleted. */
const place = async (
  context: Context,
  nodes: readonly TopicNode[],
  ids: ReadonlyMap<string, string>,
): Promise<void> => {
  const rows = nodes.map(({ phrase, parent }) => ({
    id: ids.get(phrase),
    phrase,
    parent_id: (parent && ids.get(parent)) ?? null,
  }))
  await context.tx.query(
    `update topics t set state = 'retired', parent_id = null where org_id = $1 and project_id = $2 and state = 'active' and not id = any ($3::uuid[])`,
    [context.scope.orgId, context.project.id, rows.map(({ id }) => id)],
  )
  await context.tx.query(
    `update topics t set phrase = r.phrase, parent_id = r.parent_id, state = 'active'
     from jsonb_to_recordset($2::jsonb) as r (id uuid, phrase text, parent_id uuid)
     where t.org_id = $1 and t.id = r.id and (t.phrase, t.state) is distinct from (r.phrase, 'active') or
       t.org_id = $1 and t.id = r.id and t.parent_id is distinct from r.parent_id`,
    [context.scope.orgId, JSON.stringify(rows)],
  )
}

const pointNamings = (
  context: Context,
  namings: readonly TopicNaming[],
  ids: ReadonlyMap<string, string>,
): Promise<unknown> => {
  const names = [...new Set(namings.map(({ name }) => name))]
  const rows = names.map((name) => ({ name, topic_id: ids.get(phraseOf(name) ?? '') ?? null }))
  return context.tx.query(
    `update artifact_topics t set topic_id = r.topic_id from jsonb_to_recordset($3::jsonb) as r (name text, topic_id uuid)
     where t.org_id = $1 and t.project_id = $2 and t.name = r.name and t.topic_id is distinct from r.topic_id`,
    [context.scope.orgId, context.project.id, JSON.stringify(rows)],
  )
}
