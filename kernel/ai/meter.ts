import { AiError } from './errors.ts'
import type {
  AiClock,
  AiLogger,
  AiOperation,
  CallScope,
  TokenCount,
  UsageEvent,
  UsageOutcome,
  UsagePort,
} from './ports.ts'
import { addTokens, noTokens, type CountedTokens } from './tokens.ts'

/** What the attempts of one call have in common. */
export interface MeteredCall {
  scope: CallScope
  purpose: string
  correlationId: string
  idempotencyKey: string
  provider: string
  model: string
  operation: AiOperation
}

/** Counts the attempts of one call and reports each that spent tokens. */
export interface Meter {
  readonly attempts: number
  /** Tokens spent so far, over all attempts. */
  readonly spent: TokenCount
  /** Opens the next attempt, reserving what it may spend; rejects with the port's own error where that is refused. */
  open(claim: { input: number; output: number | null }): Promise<MeteredAttempt>
}

/** One attempt: exactly one of the two is called at its end. */
export interface MeteredAttempt {
  /** 1 for the first attempt of the call. */
  readonly number: number
  spent(counted: CountedTokens, outcome: UsageOutcome): Promise<void>
  nothingSpent(): Promise<void>
}

const retryPauseMs = 200

/** A meter for one call. Attempt n is recorded under `<idempotencyKey>:<n>`. */
export function createMeter(
  ports: { usage: UsagePort; clock: AiClock; logger: AiLogger },
  call: MeteredCall,
): Meter {
  const { usage, clock, logger } = ports
  let attempts = 0
  let total = noTokens

  async function record(event: UsageEvent): Promise<void> {
    try {
      await usage.record(event)
    } catch {
      await clock.sleep(retryPauseMs)
      await usage.record(event).catch(() => {
        logger.warn(
          { usageEventId: event.id, purpose: event.purpose, correlationId: event.correlationId },
          'model usage not recorded',
        )
        throw new AiError(
          'ai-unavailable',
          'What this call spent could not be recorded, so its result was withheld. Check the usage store, then try again.',
        )
      })
    }
  }

  return {
    get attempts() {
      return attempts
    },
    get spent() {
      return total
    },
    async open(tokens) {
      const number = attempts + 1
      const { idempotencyKey, ...common } = call
      const id = `${idempotencyKey}:${number}`
      const { correlationId: _, ...claim } = common
      await usage.reserve?.({ id, ...claim, tokens })
      attempts = number
      const occurredAt = clock.now()
      const startedAt = performance.now()
      return {
        number,
        async spent(counted, outcome) {
          total = addTokens(total, counted.tokens)
          const durationMs = Math.round(performance.now() - startedAt)
          await record({ id, ...common, ...counted, durationMs, outcome, occurredAt })
        },
        async nothingSpent() {
          await usage.release?.(id).catch(() => {
            // A reservation that stays open only makes the budget tighter until it expires; the call's own outcome matters more.
            logger.warn({ usageEventId: id, purpose: call.purpose }, 'reservation not released')
          })
        },
      }
    },
  }
}
