import type { Context, Reading } from '#kernel/module/index.ts'
import { unseenWeight, weightSaid } from './fusion-weight.ts'

/** An embedding model in a project. */
export interface KnownModel {
  model: string
  /** whether it is the one that answers now */
  present: boolean
  /** passages that have vectors of it, of all */
  embedded: number
  passages: number
  /** whether passages are still getting their vectors, so that searches by both go by words */
  filling: boolean
  /** what it counts beside the words, and how that is known */
  weight: number
  weight_from: 'setting' | 'project' | 'general'
  /** mean difference to words alone on known items of the project, with its 95 % interval; null where not found out */
  gain: number | null
  gain_low: number | null
  gain_high: number | null
  queries: number | null
  calibrated_at: string | null
}

/** All embedding models of which a project has vectors or knows something, the present one first. */
export const knownModels = async (reader: Reading | Context): Promise<KnownModel[]> => {
  const present = reader.house.ai.describe().embeddingModel
  const rows = await reader.tx.query<{
    model: string
    embedded: number
    passages: number
    filling: boolean
    weight: number | null
    gain: number | null
    gain_low: number | null
    gain_high: number | null
    queries: number | null
    calibrated_at: Date | string | null
  }>(
    `with counted as (
       select model, count(*)::int as embedded from chunk_embeddings where org_id = $1 and project_id = $2 group by model
     ), known as (
       select * from search_models where org_id = $1 and project_id = $2
     )
     select coalesce(c.model, k.model) as model, coalesce(c.embedded, 0) as embedded,
       coalesce((select chunk_count::int from search_statistics where org_id = $1 and project_id = $2), 0) as passages,
       k.model is not null and k.filled_at is null as filling, k.weight, k.gain, k.gain_low, k.gain_high, k.queries, k.calibrated_at
     from counted c full join known k on k.model = c.model order by 1`,
    [reader.scope.orgId, reader.project.id],
  )
  return rows
    .map(({ weight, calibrated_at, ...row }): KnownModel => {
      const said = weightSaid(reader.house, row.model)
      return {
        ...row,
        present: row.model === present,
        weight: said ?? weight ?? unseenWeight(row.model),
        weight_from: said !== undefined ? 'setting' : weight !== null ? 'project' : 'general',
        calibrated_at: calibrated_at === null ? null : new Date(calibrated_at).toISOString(),
      }
    })
    .toSorted((x, y) => Number(y.present) - Number(x.present))
}

/** Whether the passages of a project are still getting vectors of a model that took the place of another. */
export const isFilling = async (reader: Reading | Context, model: string): Promise<boolean> => {
  const rows = await reader.tx.query(
    'select 1 from search_models where org_id = $1 and project_id = $2 and model = $3 and filled_at is null',
    [reader.scope.orgId, reader.project.id, model],
  )
  return rows.length > 0
}
