export type { Ai, AiDescription } from './ai.ts'
export type {
  CallReport,
  ChatMessage,
  EmbedCall,
  EmbedResult,
  ObjectCall,
  ObjectResult,
  StopReason,
  TextCall,
  TextResult,
  TextStreamPart,
} from './calls.ts'
export { aiConfig, checkAiConfig, parseAiConfig, type AiConfig, type ConfigProblem } from './config.ts'
export { createAi, type AiOptions } from './create-ai.ts'
export { createMemoryCache } from './embedding-cache.ts'
export { AiError, type AiErrorCode, type AiErrorDetails } from './errors.ts'
export type { OfflineHandler, OfflineRequest } from './offline-engine.ts'
export { pulledModels, pullModel, type PulledModel, type PullWish } from './hub/pull-model.ts'
export { modelsDirOf } from './local/local-folder.ts'
export { packagedModel } from './packaged/packaged-embedder.ts'
export type {
  AiClock,
  AiLogger,
  AiOperation,
  CallScope,
  EmbeddingCache,
  EmbeddingEntry,
  ModelPrice,
  TokenCount,
  UsageClaim,
  UsageEvent,
  UsageOutcome,
  UsagePort,
} from './ports.ts'
