import type { Reader } from '#kernel/entities/index.ts'
import { costOf } from '#modules/metering/usage/index.ts'
import { estimateOf, type ExtractionSource } from './engine/index.ts'
import { settingsOf } from './settings.ts'

/** What reading a file with the configured model would take, and whether it may. Costs are decimal text; null where no price is set. */
export interface ExtractionEstimate {
  engine: 'offline' | 'model'
  model: string | null
  parts: number
  input_tokens: number
  output_tokens: number
  cost: string | null
  currency: string | null
  /** tokens from which on somebody has to confirm */
  confirm_tokens: number
  /** tokens that one file may take at most */
  ceiling_tokens: number
  needs_confirmation: boolean
  allowed: boolean
}

/** Estimates tokens and cost before anything is sent. The offline engine takes none. */
export const estimateExtraction = async (
  reader: Reader,
  source: ExtractionSource,
): Promise<ExtractionEstimate> => {
  const { offline, provider, model } = reader.house.ai.describe()
  const settings = settingsOf(reader.house)
  const estimate = offline ? { parts: 1, inputTokens: 0, outputTokens: 0 } : estimateOf(source)
  const tokens = estimate.inputTokens + estimate.outputTokens
  const price = offline ? undefined : await costOf(reader, { provider, model, ...estimate })
  return {
    engine: offline ? 'offline' : 'model',
    model: offline ? null : model,
    parts: estimate.parts,
    input_tokens: estimate.inputTokens,
    output_tokens: estimate.outputTokens,
    cost: price?.cost ?? null,
    currency: price?.currency ?? null,
    confirm_tokens: settings.EXTRACTION_CONFIRM_TOKENS,
    ceiling_tokens: settings.EXTRACTION_CEILING_TOKENS,
    needs_confirmation: tokens > settings.EXTRACTION_CONFIRM_TOKENS,
    allowed: tokens <= settings.EXTRACTION_CEILING_TOKENS,
  }
}
