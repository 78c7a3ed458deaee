import { z } from 'zod'
import { on, onEvery } from '#kernel/events/index.ts'
import type { Context } from '#kernel/module/index.ts'
import { artifactRead } from '#modules/knowledge/artifacts/index.ts'
import { compareVersionsJob } from './jobs/compare.job.ts'

const compare = (context: Context, artifactId: string): Promise<unknown> =>
  context.send(compareVersionsJob, { artifact_id: artifactId }, { entityId: artifactId })

/** The version that superseded a file, if one did. */
const newerThan = async ({ tx, scope }: Context, artifactId: string): Promise<string | null> => {
  const [row] = await tx.query<{ superseded_by: string | null }>(
    'select superseded_by from artifacts where org_id = $1 and id = $2',
    [scope.orgId, artifactId],
  )
  return row?.superseded_by ?? null
}

const linked = z.object({ relation: z.string(), target: z.uuid() })

/** Versions are compared once both are read; a link made to an older version afterwards is judged when it comes. */
export const reactions = [
  on(artifactRead, 'knowledge/versions:compare-read', async ({ payload }, context) => {
    const newer = await newerThan(context, payload.artifact_id)
    if (newer) await compare(context, newer)
    const superseded = await context.tx.query(
      'select 1 from artifacts where org_id = $1 and superseded_by = $2',
      [context.scope.orgId, payload.artifact_id],
    )
    if (superseded.length > 0) await compare(context, payload.artifact_id)
  }),
  onEvery('link.added.v1', 'knowledge/versions:judge-added', async ({ payload }, context) => {
    const { relation, target } = linked.parse(payload)
    const newer = relation === 'supersedes' ? null : await newerThan(context, target)
    if (newer) await compare(context, newer)
  }),
]
