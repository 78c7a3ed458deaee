import { linkEntities } from '#kernel/graph/index.ts'
import type { Context } from '#kernel/module/index.ts'

/**
 * Joins a mail to its thread: it is linked (`replies_to`) to the message that it answers, and those that answer it to
 * it, in whichever order they came into the project. `facts` is what the mail says of itself: `message-id` and
 * `answers-id`, the message answered (RFC 5322, 3.6.4).
 */
export const joinThread = async (
  context: Context,
  artifactId: string,
  facts: Readonly<Record<string, string>>,
): Promise<void> => {
  const link = (sourceId: string, targetId: string): Promise<void> =>
    linkEntities(context, { sourceId, relation: 'replies_to', targetId, origin: 'rule' })
  for (const id of await mailsWhere(context, 'message-id', facts['answers-id'], artifactId))
    await link(artifactId, id)
  for (const id of await mailsWhere(context, 'answers-id', facts['message-id'], artifactId))
    await link(id, artifactId)
}

const mailsWhere = async (
  { tx, scope, project }: Context,
  fact: 'message-id' | 'answers-id',
  value: string | undefined,
  except: string,
): Promise<string[]> => {
  if (value === undefined) return []
  const rows = await tx.query<{ id: string }>(
    `select x.artifact_id as id from artifact_texts x join entities e on e.org_id = x.org_id and e.id = x.artifact_id
     where x.org_id = $1 and x.project_id = $2 and x.metadata ->> '${fact}' = $3 and x.artifact_id <> $4 and e.deleted_at is null
     order by e.number limit 100`,
    [scope.orgId, project.id, value, except],
  )
  return rows.map(({ id }) => id)
}
