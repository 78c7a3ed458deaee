import type { LanguageModelV4CallOptions, LanguageModelV4GenerateResult } from '@ai-sdk/provider'
import { AttemptFailure, cancelled, timedOut } from './attempts.ts'
import type { StopReason, TextCall } from './calls.ts'
import { createDeadline, type Deadline } from './deadline.ts'
import { modelFor, wordsOf, type LanguageSource } from './language-source.ts'
import type { Meter, MeteredAttempt } from './meter.ts'
import { readFailure, type ProviderFailure } from './provider-failure.ts'
import { countTokens, estimateTokens } from './tokens.ts'

/** What a model answered, before anyone judged it. */
export interface Answer {
  text: string
  stopReason: StopReason
}

/** The part of a model's call options that calls here differ in. */
export type GenerateRequest = Pick<
  LanguageModelV4CallOptions,
  'prompt' | 'maxOutputTokens' | 'responseFormat' | 'providerOptions'
>

/**
 * Makes one attempt and reports what it spent, whatever became of it. `judge` says whether the answer can be
 * used, for the report alone. Throws an `AttemptFailure` where the provider failed.
 */
export async function generateOnce(
  source: LanguageSource,
  call: TextCall,
  meter: Meter,
  request: GenerateRequest,
  judge: (answer: Answer) => boolean,
): Promise<Answer> {
  const sent = wordsOf(request.prompt)
  const model = await modelFor(source, call)
  const attempt = await meter.open({ input: estimateTokens(sent), output: request.maxOutputTokens ?? null })
  const deadline = createDeadline(source.rules.timeoutMs, call.signal)
  let result: LanguageModelV4GenerateResult
  try {
    result = await unlessAborted(
      deadline.signal,
      model.doGenerate({ ...request, abortSignal: deadline.signal }),
    )
  } catch (error) {
    throw await settleFailure(source, attempt, deadline, error, { sent, received: '' })
  } finally {
    deadline.done()
  }
  const answer = { text: textOf(result), stopReason: stopReasonOf(result.finishReason.unified) }
  await attempt.spent(countTokens(result.usage, sent, answer.text), judge(answer) ? 'ok' : 'invalid')
  return answer
}

/** Reports a failed attempt and returns what to throw: an `AttemptFailure`, or an offline handler's own error. */
export async function settleFailure(
  source: LanguageSource,
  attempt: MeteredAttempt,
  deadline: Deadline,
  error: unknown,
  words: { sent: string; received: string },
): Promise<unknown> {
  const failure = failureOf(source, deadline, error)
  const spent = failure?.spent === true || words.received !== ''
  if (spent) {
    const counted = countTokens(undefined, words.sent, words.received)
    await attempt.spent(counted, failure?.error.code === 'ai-cancelled' ? 'cancelled' : 'error')
  } else {
    await attempt.nothingSpent()
  }
  return failure ? new AttemptFailure(failure) : error
}

/** Undefined for an error of an offline handler: that is a defect of a module, not a failing provider. */
function failureOf(source: LanguageSource, deadline: Deadline, error: unknown): ProviderFailure | undefined {
  // A request under way when it is given up has reached the provider, who may work on it and bill it.
  const givenUp = { retry: false, retryAfterMs: undefined, spent: source.address !== null, status: undefined }
  if (deadline.cancelled) return { error: cancelled(), ...givenUp }
  if (deadline.expired) return { error: timedOut(source.rules.timeoutMs), ...givenUp }
  if (!source.address) return undefined
  return readFailure(error, source.address, 'AI_MODEL', source.rules.clock.now())
}

/** Follows the model until the signal fires: not everything that answers listens to it. */
export async function unlessAborted<T>(signal: AbortSignal, work: PromiseLike<T>): Promise<T> {
  signal.throwIfAborted()
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

function textOf(result: LanguageModelV4GenerateResult): string {
  if (result.structuredOutputText !== undefined) return result.structuredOutputText
  return result.content.map((part) => (part.type === 'text' ? part.text : '')).join('')
}

/** The few reasons that callers act on. */
export function stopReasonOf(unified: LanguageModelV4GenerateResult['finishReason']['unified']): StopReason {
  return unified === 'stop' || unified === 'length' || unified === 'content-filter' ? unified : 'other'
}
