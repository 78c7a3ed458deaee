import type { Context } from '#kernel/module/index.ts'
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
    `insert into search_models (org_id, project_id, model, weight, gain, gain_low, gain_high, queries, passages, calibrated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, (select chunk_count from search_statistics where org_id = $1 and project_id = $2), now())
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
  const [row] = await context.tx.query<{ passages: number; calibrated: number | null }>(
    `select s.chunk_count::int as passages, m.passages as calibrated from search_statistics s
       left join search_models m on m.org_id = s.org_id and m.project_id = s.project_id and m.model = $3
     where s.org_id = $1 and s.project_id = $2`,
    [context.scope.orgId, context.project.id, model],
  )
  if (!row || row.passages < leastPassages) return
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
