import type { LanguageModelV4StreamPart, LanguageModelV4Usage } from '@ai-sdk/provider'
import { AttemptFailure, withRetries, type Place } from './attempts.ts'
import type { StopReason, TextCall, TextStreamPart } from './calls.ts'
import { createDeadline, type Deadline } from './deadline.ts'
import { settleFailure, stopReasonOf, unlessAborted } from './generate-once.ts'
import { limitOf } from './generate-text.ts'
import { meterFor, modelFor, modelName, promptOf, wordsOf, type LanguageSource } from './language-source.ts'
import type { MeteredAttempt } from './meter.ts'
import { providerOptions } from './providers.ts'
import { countTokens, estimateTokens } from './tokens.ts'

/**
 * Asks the model for words and yields them as they come. Nothing is asked before the first piece is read.
 * A failure before the first piece is retried like any other; after it, the stream ends with the error.
 * Leaving the loop early cancels the provider's work.
 */
export async function* streamText(
  source: LanguageSource,
  call: TextCall,
): AsyncGenerator<TextStreamPart, void, void> {
  const meter = meterFor(source, call)
  const prompt = promptOf(call)
  const sent = wordsOf(prompt)
  const who = { tenant: call.scope.orgId, ...call }
  const open = await withRetries(source.rules, who, async (place) => {
    const model = await modelFor(source, call)
    const attempt = await meter.open({ input: estimateTokens(sent), output: call.maxOutputTokens ?? null })
    const deadline = createDeadline(source.rules.timeoutMs, call.signal)
    const request = { prompt, providerOptions, ...limitOf(call), abortSignal: deadline.signal }
    try {
      const { stream } = await unlessAborted(deadline.signal, model.doStream(request))
      const pieces = readPieces(stream, deadline)
      const first = await pieces.next()
      place.kept = true
      return { attempt, deadline, pieces, first, place }
    } catch (error) {
      deadline.done()
      throw await settleFailure(source, attempt, deadline, error, { sent, received: '' })
    }
  })
  yield* follow(source, open, sent, () => ({
    usage: meter.spent,
    model: modelName(source),
    attempts: meter.attempts,
  }))
}

interface OpenStream {
  attempt: MeteredAttempt
  deadline: Deadline
  pieces: AsyncGenerator<string, StreamEnd, void>
  first: IteratorResult<string, StreamEnd>
  place: Place
}

interface StreamEnd {
  usage: LanguageModelV4Usage | undefined
  stopReason: StopReason
}

async function* follow(
  source: LanguageSource,
  { attempt, deadline, pieces, first, place }: OpenStream,
  sent: string,
  report: () => Omit<Extract<TextStreamPart, { type: 'done' }>, 'type' | 'text' | 'stopReason'>,
): AsyncGenerator<TextStreamPart, void, void> {
  let text = ''
  let settled = false
  try {
    let step = first
    while (!step.done) {
      text += step.value
      yield { type: 'delta', text: step.value }
      step = await pieces.next()
    }
    settled = true
    await attempt.spent(countTokens(step.value.usage, sent, text), 'ok')
    yield { type: 'done', text, stopReason: step.value.stopReason, ...report() }
  } catch (error) {
    if (settled) throw error
    settled = true
    const thrown = await settleFailure(source, attempt, deadline, error, { sent, received: text })
    throw thrown instanceof AttemptFailure ? thrown.failure.error : thrown
  } finally {
    deadline.abandon()
    deadline.done()
    place.leave()
    await pieces.return({ usage: undefined, stopReason: 'other' })
    if (!settled) await attempt.spent(countTokens(undefined, sent, text), 'cancelled')
  }
}

async function* readPieces(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  deadline: Deadline,
): AsyncGenerator<string, StreamEnd, void> {
  for await (const part of untilAborted(stream, deadline.signal)) {
    deadline.heard()
    if (part.type === 'text-delta' && part.delta !== '') yield part.delta
    if (part.type === 'error') throw part.error
    if (part.type === 'finish') {
      if (part.finishReason.unified === 'interrupted') throw new Error('terminated')
      return { usage: part.usage, stopReason: stopReasonOf(part.finishReason.unified) }
    }
  }
  throw new Error('terminated')
}

/** A reader that wakes when the signal fires, even while the provider is silent. */
async function* untilAborted<T>(
  stream: ReadableStream<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, void> {
  const reader = stream.getReader()
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  aborted.catch(() => {})
  const abort = () => reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    for (;;) {
      signal.throwIfAborted()
      const step = await Promise.race([reader.read(), aborted])
      if (step.done) return
      yield step.value
    }
  } finally {
    signal.removeEventListener('abort', abort)
    // Not awaited: a provider that hangs would hang this too.
    void reader.cancel().catch(() => {})
  }
}
