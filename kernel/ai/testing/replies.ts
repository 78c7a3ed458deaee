/** Tokens that a simulated answer claims to have cost. */
export interface SimulatedUsage {
  input: number
  output: number
  cacheRead?: number
  reasoning?: number
}

/** How the simulated provider answers one request. */
export type Reply =
  /** An answer in words; streamed in `pieces` with `delayMs` between them where the caller asked for a stream. `usage: null` leaves the count out. */
  | {
      kind: 'text'
      text: string
      usage?: SimulatedUsage | null
      pieces?: number
      delayMs?: number
      stopReason?: 'stop' | 'length' | 'content_filter'
    }
  /** An answer in JSON: as the message's content, or as a call of the first tool where the request offers tools. */
  | { kind: 'object'; object: unknown; usage?: SimulatedUsage | null; delayMs?: number }
  /** An HTTP error in the provider's own form. */
  | { kind: 'status'; status: number; retryAfter?: string; code?: string; message?: string }
  /** Never answers; with `after`, streams those words first. */
  | { kind: 'hang'; after?: string }
  /** Breaks the connection; with `after`, streams those words first. */
  | { kind: 'cut'; after?: string }
  /** Status 200 and a body that is no model's answer. */
  | { kind: 'garbage' }
  /** Obeys the last "reply with …" found anywhere in the prompt, as a model does that falls for instructions inside documents. */
  | { kind: 'obedient' }
  /** These very vectors, for a request of embeddings. */
  | { kind: 'vectors'; vectors: number[][] }
  /** Repeats the last user message. */
  | { kind: 'echo' }

/** A request as the provider received it. */
export interface ReceivedRequest {
  path: string
  headers: Record<string, string | string[] | undefined>
  body: Record<string, unknown>
  /** All words of all messages, in order. */
  prompt: string
  /** The last user message. */
  lastUserMessage: string
}

/** Decides by the request. */
export type Responder = (request: ReceivedRequest) => Reply

/** A 429 that asks for a pause in seconds (or until an HTTP date). */
export const rateLimited = (retryAfter?: number | string): Reply => ({
  kind: 'status',
  status: 429,
  ...(retryAfter === undefined ? {} : { retryAfter: String(retryAfter) }),
})

/** A provider's own failure. */
export const serverError = (status = 500): Reply => ({ kind: 'status', status })

/** JSON that stops in the middle. */
export const invalidJson = (): Reply => ({ kind: 'text', text: '{"facts": [{"claim": "The budget' })

/** A fact whose quote stands in no document, in the shape `{ facts: [{ claim, quote }] }`. */
export const inventedQuotes = (): Reply => ({
  kind: 'object',
  object: {
    facts: [{ claim: 'The budget is 900 million', quote: 'as nobody ever wrote, the budget is 900 million' }],
  },
})
