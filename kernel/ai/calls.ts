import type { z } from 'zod'
import type { CallScope, TokenCount } from './ports.ts'

/** One turn of a conversation. */
export interface ChatMessage {
  role: 'user' | 'assistant'
  content: string
}

/** What every call of a language model says. */
export interface TextCall {
  scope: CallScope
  /** What the call is for, like `extraction.facts`: the key of its offline handler and of its usage. */
  purpose: string
  /** Instructions that the model is to trust; text of documents belongs in the prompt. */
  system?: string
  prompt: string | readonly ChatMessage[]
  /** The matter of the prompt in structured form. Only the offline handler of the purpose sees it. */
  input?: unknown
  maxOutputTokens?: number
  signal?: AbortSignal | undefined
  correlationId: string
  /**
   * Names this very spending: usage of attempt n is stored once under `<idempotencyKey>:<n>`. A job that runs
   * again calls the model again, so its key holds the number of the job's own attempt.
   */
  idempotencyKey: string
}

/** A call whose answer has to fit a schema. */
export interface ObjectCall<S extends z.ZodType> extends TextCall {
  schema: S
}

/** What a finished call cost and who answered. */
export interface CallReport {
  /** Tokens over all attempts, also those that failed. */
  usage: TokenCount
  /** Provider and model, like `openai:gpt-5`. */
  model: string
  /** Provider calls made, 1 if the first succeeded. */
  attempts: number
}

/** Why the model stopped: it was done, it met `maxOutputTokens`, its provider blocked the content, or something else. */
export type StopReason = 'stop' | 'length' | 'content-filter' | 'other'

/** A validated answer. */
export interface ObjectResult<T> extends CallReport {
  object: T
}

/** An answer in words. */
export interface TextResult extends CallReport {
  text: string
  stopReason: StopReason
}

/** A stream yields pieces of text, then exactly one `done` with the whole. */
export type TextStreamPart = { type: 'delta'; text: string } | ({ type: 'done' } & TextResult)

/** Texts to be turned into vectors. */
export interface EmbedCall {
  scope: CallScope
  purpose: string
  texts: readonly string[]
  /** Which side of a search the texts are on: some models are trained to tell questions from passages; passages where absent. */
  side?: 'query' | 'passage' | undefined
  signal?: AbortSignal | undefined
  correlationId: string
  /** As in `TextCall`; the usage of each batch is stored under the key, the batch's own hash and the attempt. */
  idempotencyKey: string
}

/** Vectors in the order of the texts. */
export interface EmbedResult {
  vectors: Float32Array[]
  /** Name under which to store the vectors: vectors of different models cannot be compared. */
  model: string
  dimensions: number
}
