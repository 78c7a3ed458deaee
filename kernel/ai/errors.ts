/** Stable codes of everything that can go wrong with a model call. */
export type AiErrorCode =
  | 'ai-unavailable'
  | 'ai-timeout'
  | 'ai-rate-limited'
  | 'ai-invalid-output'
  | 'ai-cancelled'
  | 'offline-unsupported'
  | 'ai-misconfigured'

/** Details of an `AiError` beyond its code. */
export interface AiErrorDetails {
  /** Whether the same call may succeed later without anyone changing anything. */
  retryable?: boolean
  /** How long the provider asked to wait, in milliseconds. */
  retryAfterMs?: number | undefined
}

/**
 * A model call failed. The message says what to do and is fit to be shown to a person: it never holds a
 * prompt, an answer, a key or a provider's own words. For the same reason there is no `cause`.
 */
export class AiError extends Error {
  override readonly name = 'AiError'
  readonly code: AiErrorCode
  readonly retryable: boolean
  readonly retryAfterMs: number | undefined

  constructor(code: AiErrorCode, message: string, details: AiErrorDetails = {}) {
    super(message)
    this.code = code
    this.retryable = details.retryable ?? false
    this.retryAfterMs = details.retryAfterMs
  }
}
