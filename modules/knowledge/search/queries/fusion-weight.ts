import { packagedModel } from '#kernel/ai/index.ts'
import type { Context, House, Reading } from '#kernel/module/index.ts'
import { searchSettingsOf } from '../settings.ts'

/**
 * What a model of which nothing is known may say beside the words: so little that even one whose scores are chance
 * does no harm beyond noise (nDCG@10 on Cranfield: 0.384 with random vectors, 0.386 without), and one that is good helps
 * a little.
 */
export const uncalibrated = 0.05

/**
 * What models may say of which something is known from public sets (`docs/quality/search.md`): where nothing was found
 * out on a project's own passages, and where what was found out leaves it open.
 */
const measured: Readonly<Record<string, { unseen: number; general: number }>> = {
  [packagedModel]: { unseen: 0.1, general: 0.5 },
}

/**
 * What the scores of a model count beside those of the words in a project: what the operator says, else what was found
 * on the project's own passages, else what is known of the model in general, else little.
 */
export const fusionWeight = async (reader: Reading | Context, model: string): Promise<number> => {
  const said = weightSaid(reader.house, model)
  if (said !== undefined) return said
  const [row] = await reader.tx.query<{ weight: number | null }>(
    'select weight from search_models where org_id = $1 and project_id = $2 and model = $3',
    [reader.scope.orgId, reader.project.id, model],
  )
  return row?.weight ?? unseenWeight(model)
}

/** What the operator says that a model counts: by its name, or by its name without the fingerprint of its files. */
export const weightSaid = (house: Pick<House, 'settings'>, model: string): number | undefined => {
  const said = searchSettingsOf(house).SEARCH_MODEL_WEIGHTS
  return said.get(model) ?? said.get(model.replace(/@[^@]*$/, ''))
}

/** What a model may say where nothing was found out on the project's own passages. */
export const unseenWeight = (model: string): number => measured[model]?.unseen ?? uncalibrated

/** What a model may say as far as is known from elsewhere; of a model of which nothing is known, little. */
export const generalWeight = (model: string): number => measured[model]?.general ?? uncalibrated
