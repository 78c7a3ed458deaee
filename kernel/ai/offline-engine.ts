import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import type { ChatMessage } from './calls.ts'
import { AiError } from './errors.ts'

/** What an offline handler is given: the call's own matter, never a model. */
export interface OfflineRequest {
  system: string | undefined
  prompt: string | readonly ChatMessage[]
  /** The call's `input`, as the caller passed it. */
  input: unknown
  signal: AbortSignal | undefined
}

/**
 * Answers calls of one purpose by rules, without a model: an object for `generateObject`, a string for
 * `generateText` and `streamText`. The same request gives the same answer.
 */
export type OfflineHandler = (request: OfflineRequest) => unknown

/** The built-in engine: it cannot invent, it can only do what modules have taught it. */
export interface OfflineEngine {
  register(purpose: string, handler: OfflineHandler): void
  /** Whether calls of this purpose can be answered. */
  supports(purpose: string): boolean
  /** A language model that answers this one request. */
  languageModel(purpose: string, request: OfflineRequest): LanguageModelV4
}

/** An engine without handlers. */
export function createOfflineEngine(): OfflineEngine {
  const handlers = new Map<string, OfflineHandler>()

  async function answer(purpose: string, request: OfflineRequest): Promise<string> {
    const handler = handlers.get(purpose)
    if (!handler) {
      throw new AiError(
        'offline-unsupported',
        `The built-in offline engine cannot do "${purpose}". Set AI_MODEL to a model, such as openai:MODEL or compatible:NAME@URL.`,
      )
    }
    const answered: unknown = await handler(request)
    return typeof answered === 'string' ? answered : JSON.stringify(answered)
  }

  return {
    register(purpose, handler) {
      if (handlers.has(purpose)) throw new Error(`An offline handler for "${purpose}" is registered already`)
      handlers.set(purpose, handler)
    },
    supports: (purpose) => handlers.has(purpose),
    languageModel: (purpose, request) => ({
      specificationVersion: 'v4',
      provider: 'offline',
      modelId: 'offline',
      supportedUrls: {},
      async doGenerate(options: LanguageModelV4CallOptions) {
        const text = await answer(purpose, { ...request, signal: options.abortSignal })
        return { content: [{ type: 'text', text }], finishReason: stopped, usage: unspent, warnings: [] }
      },
      async doStream(options: LanguageModelV4CallOptions) {
        const text = await answer(purpose, { ...request, signal: options.abortSignal })
        return { stream: streamOf(pieces(text)) }
      },
    }),
  }
}

const stopped = { unified: 'stop', raw: undefined } as const
const unspent = {
  inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 0, text: 0, reasoning: 0 },
}

/** The answer word by word, so that a screen shows the same growing text as with a model. */
function* pieces(text: string): Generator<LanguageModelV4StreamPart> {
  yield { type: 'text-start', id: 'answer' }
  for (const delta of text.match(/\s*\S+\s*$|\s*\S+/g) ?? [text])
    yield { type: 'text-delta', id: 'answer', delta }
  yield { type: 'text-end', id: 'answer' }
  yield { type: 'finish', finishReason: stopped, usage: unspent }
}

function streamOf<T>(parts: Iterable<T>): ReadableStream<T> {
  return new ReadableStream<T>({
    start(controller) {
      for (const part of parts) controller.enqueue(part)
      controller.close()
    },
  })
}
