import type { EmbeddingModelV4, EmbeddingModelV4Result } from '@ai-sdk/provider'
import { AttemptFailure, cancelled, timedOut, withRetries, type AttemptRules } from './attempts.ts'
import { createDeadline, type Deadline } from './deadline.ts'
import type { Embedder } from './embed.ts'
import { createMeter } from './meter.ts'
import type { ModelAddress } from './model-address.ts'
import type { UsagePort } from './ports.ts'
import { readFailure } from './provider-failure.ts'
import { estimateTokens, noTokens } from './tokens.ts'

/** What embedding at a provider needs. */
export interface ProviderEmbedderOptions {
  address: ModelAddress
  dimensions: number | undefined
  open(): Promise<EmbeddingModelV4>
  rules: AttemptRules
  usage: UsagePort
}

/** Providers cap a request by texts and by tokens; this stays below the caps of those known (100 texts, 300,000 tokens). */
const mostTexts = 96
const mostCharacters = 200_000

/** An embedder that calls a provider's model, metered, retried and cancellable. */
export function createProviderEmbedder(options: ProviderEmbedderOptions): Embedder {
  const { address, rules } = options
  const suffix = options.dimensions === undefined ? '' : `@${options.dimensions}`
  return {
    model: `${address.provider}:${address.model}${suffix}`,
    dimensions: options.dimensions,
    async batches(texts) {
      const model = await options.open()
      return cut(texts, Math.min(mostTexts, (await model.maxEmbeddingsPerCall) ?? mostTexts))
    },
    async embed(call, texts, batchKey) {
      const model = await options.open()
      const { scope, purpose, correlationId } = call
      const idempotencyKey = `${call.idempotencyKey}:${batchKey}`
      const metered = {
        scope,
        purpose,
        correlationId,
        idempotencyKey,
        operation: 'embed',
        provider: address.provider,
        model: address.model,
      } as const
      const meter = createMeter({ usage: options.usage, clock: rules.clock, logger: rules.logger }, metered)
      const sent = estimateTokens(texts.join('\n'))
      const result = await withRetries(rules, { tenant: scope.orgId, ...call }, async () => {
        const attempt = await meter.open({ input: sent, output: 0 })
        const deadline = createDeadline(rules.timeoutMs, call.signal)
        try {
          return { attempt, embedded: await embedOnce(model, texts, options.dimensions, deadline) }
        } catch (error) {
          const failure = failureOf(error, deadline, options)
          const cause = failure.error.code === 'ai-cancelled' ? 'cancelled' : 'error'
          if (failure.spent)
            await attempt.spent({ tokens: { ...noTokens, input: sent }, estimated: true }, cause)
          else await attempt.nothingSpent()
          throw new AttemptFailure(failure)
        } finally {
          deadline.done()
        }
      })
      const tokens = result.embedded.usage?.tokens
      const outcome = result.embedded.embeddings.length === texts.length ? 'ok' : 'invalid'
      await result.attempt.spent(
        { tokens: { ...noTokens, input: tokens ?? sent }, estimated: tokens === undefined },
        outcome,
      )
      return result.embedded.embeddings.map((vector) => Float32Array.from(vector))
    },
  }
}

async function embedOnce(
  model: EmbeddingModelV4,
  texts: readonly string[],
  dimensions: number | undefined,
  deadline: Deadline,
): Promise<EmbeddingModelV4Result> {
  deadline.signal.throwIfAborted()
  const wanted = dimensions === undefined ? {} : { dimensions }
  return model.doEmbed({ values: [...texts], abortSignal: deadline.signal, ...wanted })
}

function failureOf(error: unknown, deadline: Deadline, { address, rules }: ProviderEmbedderOptions) {
  const givenUp = { retry: false, retryAfterMs: undefined, spent: true, status: undefined }
  if (deadline.cancelled) return { error: cancelled(), ...givenUp }
  if (deadline.expired) return { error: timedOut(rules.timeoutMs), ...givenUp }
  return readFailure(error, address, 'AI_EMBEDDING_MODEL', rules.clock.now())
}

function cut<T extends { text: string }>(texts: readonly T[], most: number): T[][] {
  const batches: T[][] = []
  let batch: T[] = []
  let characters = 0
  for (const entry of texts) {
    if (batch.length >= most || (batch.length > 0 && characters + entry.text.length > mostCharacters)) {
      batches.push(batch)
      batch = []
      characters = 0
    }
    batch.push(entry)
    characters += entry.text.length
  }
  return batch.length > 0 ? [...batches, batch] : batches
}
