import { AiError } from './errors.ts'
import type { FairGate } from './fair-gate.ts'
import type { ProviderFailure } from './provider-failure.ts'
import type { AiClock, AiLogger } from './ports.ts'

/** What running attempts needs, the same for every call of a process. */
export interface AttemptRules {
  clock: AiClock
  logger: AiLogger
  gate: FairGate
  timeoutMs: number
  maxRetries: number
}

/** An attempt's failure, read and already metered. */
export class AttemptFailure extends Error {
  readonly failure: ProviderFailure

  constructor(failure: ProviderFailure) {
    super('attempt failed')
    this.failure = failure
  }
}

/** A call's place at the gate. An attempt that goes on after its return (a stream) keeps it and leaves by itself. */
export interface Place {
  kept: boolean
  leave(): void
}

const firstPauseMs = 500
const longestPauseMs = 30_000
/** A provider that asks for a longer pause than this gets no retry from here: a job's own schedule suits it better. */
const longestAskedPauseMs = 60_000

/**
 * Runs attempts until one succeeds, its failure is final, or the retries are used up. Pauses grow exponentially
 * from 0.5 s to 30 s, of which a random half is left out so that callers spread; a provider's Retry-After is honored.
 */
export async function withRetries<T>(
  rules: AttemptRules,
  call: { tenant: string; purpose: string; correlationId: string; signal?: AbortSignal | undefined },
  attempt: (place: Place) => Promise<T>,
): Promise<T> {
  for (let retry = 0; ; retry += 1) {
    const leave = await enter(rules, call)
    const place: Place = { kept: false, leave }
    let failure: ProviderFailure
    try {
      return await attempt(place)
    } catch (error) {
      if (!(error instanceof AttemptFailure)) throw error
      failure = error.failure
    } finally {
      if (!place.kept) leave()
    }
    const pauseMs = pause(retry, failure.retryAfterMs, rules.clock.random())
    const last =
      !failure.retry || retry >= rules.maxRetries || (failure.retryAfterMs ?? 0) > longestAskedPauseMs
    rules.logger.warn(
      {
        purpose: call.purpose,
        correlationId: call.correlationId,
        code: failure.error.code,
        status: failure.status,
        ...(last ? {} : { pauseMs }),
      },
      last ? 'model call failed' : 'model call failed, retrying',
    )
    if (last) throw failure.error
    await rules.clock.sleep(pauseMs, call.signal).catch(() => {
      throw cancelled()
    })
  }
}

async function enter(
  rules: AttemptRules,
  call: { tenant: string; signal?: AbortSignal | undefined },
): Promise<() => void> {
  try {
    return await rules.gate.enter(call.tenant, call.signal)
  } catch {
    throw cancelled()
  }
}

/** Pause before retry number `retry` (0 for the first), in milliseconds. */
export function pause(retry: number, askedMs: number | undefined, chance: number): number {
  const full = Math.min(longestPauseMs, firstPauseMs * 2 ** retry)
  const jittered = full / 2 + (full / 2) * chance
  return Math.round(Math.max(jittered, askedMs ?? 0))
}

/** The error of a call that its caller gave up. */
export function cancelled(): AiError {
  return new AiError('ai-cancelled', 'The model call was cancelled.')
}

/** The error of an attempt that took too long. */
export function timedOut(timeoutMs: number): AiError {
  const message = `The model did not answer within ${timeoutMs / 1_000} s. Try again, ask for less at once, or raise AI_TIMEOUT_MS.`
  return new AiError('ai-timeout', message, { retryable: true })
}
