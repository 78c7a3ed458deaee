import { Refusal, type Context } from '#kernel/module/index.ts'
import type { Calibration } from '../calibration/choose-weight.ts'
import { calibrateJob } from './calibrate.job.ts'
import { searchSettingsOf } from '../settings.ts'

/** Passages without which a calibration says too little to be tried. */
const leastPassages = 100

/** Keeps what was found out of a model, and of how many passages the project had then. */
export const keepCalibration = async (
  { tx, scope, project }: Context,
  model: string,
  { weight, gain, low, high, queries }: Calibration,
): Promise<void> => {
  await tx.query(
    `insert into search_models (org_id, project_id, model, weight, gain, gain_low, gain_high, queries, passages, calibrated_at, filled_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, (select chunk_count from search_statistics where org_id = $1 and project_id = $2), now(), now())
     on conflict (org_id, project_id, model) do update set weight = excluded.weight, gain = excluded.gain, gain_low = excluded.gain_low,
       gain_high = excluded.gain_high, queries = excluded.queries, passages = excluded.passages, calibrated_at = excluded.calibrated_at`,
    [scope.orgId, project.id, model, weight, gain, low, high, queries],
  )
}

/**
 * Has it found out what a model may say where that is not known yet, or was found out when the project had less than
 * half its present passages.
 */
export const calibrateWhenDue = async (context: Context, model: string): Promise<void> => {
  if (searchSettingsOf(context.house).SEARCH_CALIBRATION_QUERIES === 0) return
  const [row] = await context.tx.query<{ passages: number; calibrated: number | null; filling: boolean }>(
    `select s.chunk_count::int as passages, m.passages as calibrated, m.model is not null and m.filled_at is null as filling from search_statistics s
       left join search_models m on m.org_id = s.org_id and m.project_id = s.project_id and m.model = $3
     where s.org_id = $1 and s.project_id = $2`,
    [context.scope.orgId, context.project.id, model],
  )
  if (!row || row.filling || row.passages < leastPassages) return
  if (row.calibrated !== null && row.passages < row.calibrated * 2) return
  const [queued] = await context.tx.query(
    `select 1 from job_runs where org_id = $1 and project_id = $2 and job = $3 and state in ('queued', 'running') limit 1`,
    [context.scope.orgId, context.project.id, calibrateJob.name],
  )
  if (!queued) await context.send(calibrateJob, {})
}

/** Notes that all passages of a project have vectors of a model. */
export const markFilled = async ({ tx, scope, project }: Context, model: string): Promise<void> => {
  await tx.query(
    `insert into search_models (org_id, project_id, model, filled_at) values ($1, $2, $3, now())
     on conflict (org_id, project_id, model) do update set filled_at = coalesce(search_models.filled_at, now())`,
    [scope.orgId, project.id, model],
  )
}

/**
 * Removes the vectors of a model from a project, and what was found out of it.
 * @throws Refusal 409 for the model in use
 */
export const forgetModel = async (
  { tx, scope, project, house }: Context,
  model: string,
): Promise<{ forgotten: number }> => {
  if (model === house.ai.describe().embeddingModel)
    throw new Refusal(409, 'model-in-use', `${model} is in use. Choose another AI_EMBEDDING_MODEL first.`)
  const gone = await tx.query(
    'delete from chunk_embeddings where org_id = $1 and project_id = $2 and model = $3 returning id',
    [scope.orgId, project.id, model],
  )
  await tx.query('delete from search_models where org_id = $1 and project_id = $2 and model = $3', [
    scope.orgId,
    project.id,
    model,
  ])
  return { forgotten: gone.length }
}
