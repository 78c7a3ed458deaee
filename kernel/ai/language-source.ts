import type { LanguageModelV4, LanguageModelV4Prompt } from '@ai-sdk/provider'
import type { AttemptRules } from './attempts.ts'
import type { TextCall } from './calls.ts'
import type { ModelAddress } from './model-address.ts'
import { createMeter, type Meter } from './meter.ts'
import type { OfflineEngine } from './offline-engine.ts'
import type { UsagePort } from './ports.ts'

/** What generating needs, the same for every call of a process. */
export interface LanguageSource {
  /** Null where the built-in offline engine answers. */
  address: ModelAddress | null
  /** Opens the provider's model, loading its package on the first call. */
  open(): Promise<LanguageModelV4>
  engine: OfflineEngine
  rules: AttemptRules
  usage: UsagePort
  /** True once a compatible endpoint turned out not to accept schemas: from then on they are put in words. */
  schemasInWords: boolean
}

/** Spending nothing is nobody's business. */
const unmetered: UsagePort = { record: async () => {} }

/** The model that answers this call. */
export async function modelFor(source: LanguageSource, call: TextCall): Promise<LanguageModelV4> {
  if (source.address) return source.open()
  const { system, prompt, input, signal } = call
  return source.engine.languageModel(call.purpose, { system, prompt, input, signal })
}

/** The meter of this call; the offline engine spends nothing and reports nothing. */
export function meterFor(source: LanguageSource, call: TextCall): Meter {
  const { scope, purpose, correlationId, idempotencyKey } = call
  const { provider, model } = source.address ?? { provider: 'offline', model: 'offline' }
  const usage = source.address ? source.usage : unmetered
  const { clock, logger } = source.rules
  const metered = {
    scope,
    purpose,
    correlationId,
    idempotencyKey,
    provider,
    model,
    operation: 'generate',
  } as const
  return createMeter({ usage, clock, logger }, metered)
}

/** `provider:model`, the name by which answers are attributed. */
export function modelName(source: LanguageSource): string {
  return source.address ? `${source.address.provider}:${source.address.model}` : 'offline'
}

/** The call's words in the form that models take. */
export function promptOf(call: Pick<TextCall, 'system' | 'prompt'>): LanguageModelV4Prompt {
  const turns =
    typeof call.prompt === 'string' ? [{ role: 'user' as const, content: call.prompt }] : call.prompt
  return [
    ...(call.system ? [{ role: 'system' as const, content: call.system }] : []),
    ...turns.map(({ role, content }) => ({ role, content: [{ type: 'text' as const, text: content }] })),
  ]
}

/** All words of a prompt, for estimating its tokens. */
export function wordsOf(prompt: LanguageModelV4Prompt): string {
  return prompt
    .map((message) =>
      typeof message.content === 'string'
        ? message.content
        : message.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n'),
    )
    .join('\n')
}
