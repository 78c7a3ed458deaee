import { z } from 'zod'
import { on, onAll } from '#kernel/events/index.ts'
import type { Context } from '#kernel/module/index.ts'
import { artifactRead } from '#modules/knowledge/artifacts/index.ts'
import { compareVersionsJob } from './jobs/compare.job.ts'

const compare = (context: Context, artifactId: string): Promise<unknown> =>
  context.send(compareVersionsJob, { artifact_id: artifactId }, { entityId: artifactId })

/** The versions that superseded any of these files. */
const newerThan = async ({ tx, scope }: Context, artifactIds: readonly string[]): Promise<string[]> => {
  const rows = await tx.query<{ superseded_by: string }>(
    'select distinct superseded_by from artifacts where org_id = $1 and id = any ($2::uuid[]) and superseded_by is not null',
    [scope.orgId, artifactIds],
  )
  return rows.map(({ superseded_by }) => superseded_by)
}

const linked = z.object({ relation: z.string(), target: z.uuid() })

/** Versions are compared once both are read; a link made to an older version afterwards is judged when it comes. */
export const reactions = [
  on(artifactRead, 'knowledge/versions:compare-read', async ({ payload }, context) => {
    for (const newer of await newerThan(context, [payload.artifact_id])) await compare(context, newer)
    const superseded = await context.tx.query(
      'select 1 from artifacts where org_id = $1 and superseded_by = $2',
      [context.scope.orgId, payload.artifact_id],
    )
    if (superseded.length > 0) await compare(context, payload.artifact_id)
  }),
  onAll('link.added.v1', 'knowledge/versions:judge-added', async (events, context) => {
    const links = events.map(({ payload }) => linked.parse(payload))
    const targets = links.filter(({ relation }) => relation !== 'supersedes').map(({ target }) => target)
    for (const newer of await newerThan(context, [...new Set(targets)])) await compare(context, newer)
  }),
]
