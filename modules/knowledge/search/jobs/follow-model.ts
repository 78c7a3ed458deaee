import { transactIn } from '#kernel/contract/index.ts'
import type { House, Upkeep } from '#kernel/module/index.ts'
import { systemPlace } from '#kernel/tenancy/system-place.ts'
import { embedJob } from './embed.job.ts'

/**
 * Brings projects to the present embedding model: where passages have vectors of another one alone, or none, all get
 * vectors of this one, in the background. Vectors of the former model stay, so that going back to it costs nothing.
 */
export const followModel: Upkeep = {
  name: 'projects whose passages get vectors of another model',
  async run(house) {
    const model = house.ai.describe().embeddingModel
    if (model === null) return 0
    let begun = 0
    for (const { org_id, project_id } of await projectsWithout(house, model)) {
      const place = await systemPlace(house, org_id, project_id, { requestId: 'embedding model' })
      if (!place) continue
      const isNew = await transactIn(place, async (context) => {
        const made = await context.tx.query(
          `insert into search_models (org_id, project_id, model) values ($1, $2, $3) on conflict do nothing returning model`,
          [org_id, project_id, model],
        )
        // also after a run that failed or was cancelled: what has vectors is not embedded again
        const [open] = await context.tx.query(
          `select 1 from job_runs where org_id = $1 and project_id = $2 and job = $3 and entity_id is null and state in ('queued', 'running') limit 1`,
          [org_id, project_id, embedJob.name],
        )
        if (!open) await context.send(embedJob, { entity_id: null })
        return made.length > 0
      })
      if (isNew) begun += 1
    }
    return begun
  },
}

/** Projects whose passages have no vectors of this model, or of which it is not noted yet that all of them have. */
const projectsWithout = (
  { database }: Pick<House, 'database'>,
  model: string,
): Promise<{ org_id: string; project_id: string }[]> =>
  database.sql('maintenance').query(
    `select s.org_id, s.project_id from search_statistics s
     left join search_models m on m.org_id = s.org_id and m.project_id = s.project_id and m.model = $1
     where s.chunk_count > 0 and m.filled_at is null
       and (m.model is not null or not exists (
         select 1 from chunk_embeddings v where v.org_id = s.org_id and v.project_id = s.project_id and v.model = $1))`,
    [model],
  )
