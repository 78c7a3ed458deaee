import { keyOf, type Reader } from '#kernel/entities/index.ts'
import { topic } from '../kinds.ts'

/** A topic in its place: how many files have it or one below it, and how often. */
export interface TopicPlace {
  id: string
  key: string
  name: string
  parent_id: string | null
  depth: number
  documents: number
  mentions: number
}

/** The hierarchy of a project, each topic after its parent, the widest first. */
export const topicTree = async (reader: Reader): Promise<TopicPlace[]> => {
  const rows = await reader.tx.query<Omit<TopicPlace, 'key'> & { number: number }>(
    `with recursive placed as (
       select id, name, parent_id, 0 as depth, array[id] as path from topics where org_id = $1 and project_id = $2 and state = 'active' and parent_id is null
       union all
       select t.id, t.name, t.parent_id, p.depth + 1, p.path || t.id from topics t join placed p on t.parent_id = p.id
       where t.org_id = $1 and t.state = 'active' and p.depth < 12
     ), counted as (
       select above as id, count(distinct a.artifact_id)::int as documents, coalesce(sum(jsonb_array_length(a.spans)), 0)::int as mentions
       from placed p cross join lateral unnest(p.path) as above
       join artifact_topics a on a.org_id = $1 and a.topic_id = p.id
       join entities f on f.org_id = a.org_id and f.id = a.artifact_id and f.deleted_at is null
       group by above
     )
     select p.id, e.number, p.name, p.parent_id, p.depth, coalesce(c.documents, 0) as documents, coalesce(c.mentions, 0) as mentions
     from placed p join entities e on e.org_id = $1 and e.id = p.id left join counted c on c.id = p.id
     order by p.depth, documents desc, mentions desc, lower(p.name), e.number`,
    [reader.scope.orgId, reader.project.id],
  )
  return rows.map(({ number, ...row }) => ({ ...row, key: keyOf(topic, number) }))
}

/** The files that have a topic or one below it, and how often. */
export const artifactsOf = (
  reader: Reader,
  topicId: string,
): Promise<{ artifact_id: string; filename: string; mentions: number; topics: string[] }[]> =>
  reader.tx.query(
    `with recursive below as (
       select id, name from topics where org_id = $1 and id = $2
       union select t.id, t.name from topics t join below b on t.parent_id = b.id where t.org_id = $1 and t.state = 'active'
     )
     select a.artifact_id, e.label as filename, sum(jsonb_array_length(a.spans))::int as mentions, array_agg(distinct b.name) as topics
     from below b join artifact_topics a on a.org_id = $1 and a.topic_id = b.id
     join entities e on e.org_id = a.org_id and e.id = a.artifact_id
     where e.deleted_at is null group by a.artifact_id, e.label order by mentions desc, filename limit 1000`,
    [reader.scope.orgId, topicId],
  )
