import { withRetries } from './attempts.ts'
import type { TextCall, TextResult } from './calls.ts'
import { generateOnce } from './generate-once.ts'
import { meterFor, modelName, promptOf, type LanguageSource } from './language-source.ts'
import { providerOptions } from './providers.ts'

/** Asks the model for words. */
export async function generateText(source: LanguageSource, call: TextCall): Promise<TextResult> {
  const meter = meterFor(source, call)
  const request = { prompt: promptOf(call), providerOptions, ...limitOf(call) }
  const who = { tenant: call.scope.orgId, ...call }
  const answer = await withRetries(source.rules, who, () =>
    generateOnce(source, call, meter, request, () => true),
  )
  return { ...answer, usage: meter.spent, model: modelName(source), attempts: meter.attempts }
}

/** The call's output limit, left out where there is none. */
export function limitOf(call: TextCall): { maxOutputTokens?: number } {
  return call.maxOutputTokens === undefined ? {} : { maxOutputTokens: call.maxOutputTokens }
}
