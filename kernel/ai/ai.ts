import type { z } from 'zod'
import type {
  EmbedCall,
  EmbedResult,
  ObjectCall,
  ObjectResult,
  TextCall,
  TextResult,
  TextStreamPart,
} from './calls.ts'
import type { OfflineHandler } from './offline-engine.ts'

/** Which models answer, as shown to people. */
export interface AiDescription {
  model: string
  provider: 'offline' | 'openai' | 'anthropic' | 'google' | 'compatible'
  /** True where the built-in engine answers: by rules, the same every time. */
  offline: boolean
  /** Name under which vectors are stored; null where embeddings are switched off. */
  embeddingModel: string | null
  /** Null where switched off, or where the provider's model was not asked yet. */
  dimensions: number | null
}

/** The one door for every call of a model. All methods throw `AiError`. */
export interface Ai {
  /** An object that fits the schema, after one repair at most. The schema's root is an object. */
  generateObject<S extends z.ZodType>(call: ObjectCall<S>): Promise<ObjectResult<z.output<S>>>
  generateText(call: TextCall): Promise<TextResult>
  /** Text as it comes. Leaving the loop cancels the call; nothing is asked before the first piece is read. */
  streamText(call: TextCall): AsyncGenerator<TextStreamPart, void, void>
  embed(call: EmbedCall): Promise<EmbedResult>
  /** Teaches the offline engine one purpose. Throws where the purpose is taken. */
  registerOffline(purpose: string, handler: OfflineHandler): void
  /** Whether calls of this purpose can be answered with the present configuration. */
  supports(purpose: string): boolean
  describe(): AiDescription
  /** Unloads the packaged embedder. */
  close(): Promise<void>
}
