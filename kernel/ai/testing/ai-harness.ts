import {
  createAi,
  parseAiConfig,
  type Ai,
  type AiClock,
  type AiOptions,
  type UsageEvent,
  type UsagePort,
} from '../index.ts'
import {
  startSimulatedProvider,
  type SimulatedProvider,
  type SimulatedProviderOptions,
} from './simulated-provider.ts'

/** Model calls against a simulated provider, with everything they report. */
export interface AiHarness extends AsyncDisposable {
  ai: Ai
  provider: SimulatedProvider
  /** Usage recorded, oldest first. */
  events: UsageEvent[]
  /** Pauses that calls made, in milliseconds: they take no time. */
  pauses: number[]
  /** Everything logged, as JSON. */
  logged: string[]
}

/** A clock whose pauses take no time and are written down; its chance always draws the longest jitter below 1. */
export function instantClock(pauses: number[]): AiClock {
  return {
    now: () => new Date(),
    sleep: async (ms, signal) => {
      signal?.throwIfAborted()
      pauses.push(ms)
    },
    random: () => 0.999_999,
  }
}

/** Starts a provider and an `Ai` that calls it for text and for vectors. Variables override the configuration. */
export async function startAi(
  variables: Record<string, string> = {},
  options: Partial<Omit<AiOptions, 'config'>> & { simulated?: SimulatedProviderOptions } = {},
): Promise<AiHarness> {
  const { simulated, ...overrides } = options
  const provider = await startSimulatedProvider(simulated)
  const events: UsageEvent[] = []
  const pauses: number[] = []
  const logged: string[] = []
  const usage: UsagePort = { record: async (event) => void events.push(event) }
  const address = `compatible:test-model@${provider.url}`
  const config = parseAiConfig({
    AI_MODEL: address,
    AI_EMBEDDING_MODEL: address,
    AI_COMPATIBLE_API_KEY: 'key-for-tests',
    ...variables,
  })
  const logger = {
    warn: (fields: Record<string, unknown>, message: string) =>
      void logged.push(JSON.stringify({ ...fields, message })),
  }
  const ai = createAi({ config, usage, clock: instantClock(pauses), logger, ...overrides })
  return {
    ai,
    provider,
    events,
    pauses,
    logged,
    [Symbol.asyncDispose]: async () => {
      await ai.close()
      await provider.close()
    },
  }
}
