import type { JobRun } from '#kernel/jobs/index.ts'
import type { Context } from '#kernel/module/index.ts'
import { calibrateWhenDue, markFilled } from './model-state.ts'
import { ensureNearestIndex } from './nearest-index.ts'
import { vectorText } from '../vectors.ts'

/** Passages embedded between two transactions: about two seconds of the packaged model. */
const batchSize = 24

interface Batch {
  chunks: { id: string; heading: string; text: string }[]
  open: number
}

/** Embeds outside of any transaction and stores each batch by itself, so that an interrupted run goes on where it was. */
export const run = async (job: JobRun, input: { entity_id: string | null }): Promise<unknown> => {
  const { ai } = job.house
  const model = ai.describe().embeddingModel
  if (model === null) return { skipped: 'embeddings are switched off' }
  let done = 0
  let dimensions = 0
  for (
    let batch = await next(job, input.entity_id, model);
    batch.chunks.length > 0;
    batch = await next(job, input.entity_id, model)
  ) {
    job.signal.throwIfAborted()
    const scope = await job.transaction(async (context) => ({
      orgId: context.scope.orgId,
      projectId: context.project.id,
      runId: job.runId,
    }))
    const answer = await ai.embed({
      scope,
      purpose: 'search.index',
      texts: batch.chunks.map(({ heading, text }) => (heading ? `${heading}\n${text}` : text)),
      signal: job.signal,
      correlationId: job.runId,
      idempotencyKey: `${job.runId}:${job.attempt}:${done}`,
    })
    await job.transaction((context) =>
      store(
        context,
        answer.model,
        batch.chunks.map(({ id }, index) => ({
          id,
          embedding: vectorText(answer.vectors[index] ?? new Float32Array()),
        })),
      ),
    )
    done += batch.chunks.length
    dimensions = answer.dimensions
    job.progress(done / (done + batch.open - batch.chunks.length))
  }
  await job.transaction(async (context) => {
    if (dimensions > 0) await ensureNearestIndex(context, model, dimensions)
    if (input.entity_id === null) await markFilled(context, model)
    await calibrateWhenDue(context, model)
  })
  return { embedded: done, model }
}

const next = (job: JobRun, entityId: string | null, model: string): Promise<Batch> =>
  job.transaction(async ({ tx, scope, project }) => {
    const rows = await tx.query<{ id: string; heading: string; text: string; open: number }>(
      `select c.id, c.heading, c.text, count(*) over () as open from chunks c
       where c.org_id = $1 and c.project_id = $2 and ($3::uuid is null or c.entity_id = $3) and c.position >= 0
         and not exists (select 1 from chunk_embeddings m where m.org_id = $1 and m.id = c.id and m.model = $4)
       order by c.entity_id, c.position limit ${batchSize}`,
      [scope.orgId, project.id, entityId, model],
    )
    return { chunks: rows, open: rows[0]?.open ?? 0 }
  })

/** A passage that went away while it was embedded is left out. */
const store = (
  { tx, scope, project }: Context,
  model: string,
  vectors: readonly { id: string; embedding: string }[],
): Promise<unknown> =>
  tx.query(
    `insert into chunk_embeddings (org_id, id, project_id, model, embedding)
     select $1::uuid, r.id, $2::uuid, $3, r.embedding::vector from jsonb_to_recordset($4::jsonb) as r(id uuid, embedding text)
     where exists (select 1 from chunks c where c.org_id = $1 and c.id = r.id) on conflict do nothing`,
    [scope.orgId, project.id, model, JSON.stringify(vectors)],
  )
