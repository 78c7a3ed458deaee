/** Tokens of one provider call. `input` includes what was read from or written to the provider's cache; `output` includes reasoning. */
export interface TokenCount {
  input: number
  output: number
  cacheRead: number
  cacheWrite: number
  reasoning: number
}

/** On whose behalf a model is called. Ids are opaque here. */
export interface CallScope {
  orgId: string
  projectId?: string | undefined
  actorId?: string | undefined
  runId?: string | undefined
}

/** What a provider call is used for: writing (`generate`) or measuring meaning (`embed`). */
export type AiOperation = 'generate' | 'embed'

/**
 * How a provider call ended: usable, refused by validation, failed, or cancelled by the caller.
 * All four may have spent tokens.
 */
export type UsageOutcome = 'ok' | 'invalid' | 'error' | 'cancelled'

/** One provider call attempt that spent tokens. */
export interface UsageEvent {
  /** Idempotency key, the same however often the recording of this attempt is repeated. */
  id: string
  scope: CallScope
  provider: string
  model: string
  operation: AiOperation
  purpose: string
  tokens: TokenCount
  /** True where the provider did not report its count (a cut or cancelled call) and four characters were taken as one token. */
  estimated: boolean
  durationMs: number
  outcome: UsageOutcome
  correlationId: string
  occurredAt: Date
}

/** The most that an attempt about to start may spend. `output` is null where the caller set no limit. */
export interface UsageClaim {
  /** The id that the attempt's usage event will carry. */
  id: string
  scope: CallScope
  provider: string
  model: string
  operation: AiOperation
  purpose: string
  tokens: { input: number; output: number | null }
}

/** Price of a model, as decimal strings in `currency` per one million tokens. */
export interface ModelPrice {
  currency: string
  inputPerMillion: string
  outputPerMillion: string
}

/** Where spent tokens are reported, and where spending can be refused beforehand. Filled by the module that meters. */
export interface UsagePort {
  /** Stores one event; storing the same id twice has the effect of once. A rejection fails the call: nothing is spent silently. */
  record(event: UsageEvent): Promise<void>
  /** Called before every attempt; rejecting stops the call with that very error (a spent budget). */
  reserve?(claim: UsageClaim): Promise<void>
  /** Gives a reservation back when its attempt spent nothing. */
  release?(id: string): Promise<void>
  /** Price of a model, for showing what a call would cost. */
  price?(model: { provider: string; model: string }): Promise<ModelPrice | undefined>
}

/** Vectors already known, by model and by SHA-256 (hex) of the text. */
export interface EmbeddingCache {
  /** One entry per hash, in the order asked; undefined where unknown. */
  get(model: string, hashes: readonly string[]): Promise<readonly (Float32Array | undefined)[]>
  put(model: string, entries: readonly EmbeddingEntry[]): Promise<void>
}

/** One text's vector, as stored in an `EmbeddingCache`. */
export interface EmbeddingEntry {
  hash: string
  vector: Float32Array
}

/** Time and chance, replaceable so that waiting can be tested without waiting. */
export interface AiClock {
  now(): Date
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Uniform in [0, 1), for jitter. */
  random(): number
}

/** The part of a structured logger (pino has it) that is used here. Neither prompts nor answers nor keys are ever passed to it. */
export interface AiLogger {
  warn(fields: Record<string, unknown>, message: string): void
}
