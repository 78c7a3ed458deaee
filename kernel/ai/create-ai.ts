import type { Ai } from './ai.ts'
import type { AttemptRules } from './attempts.ts'
import { systemClock } from './clock.ts'
import { checkAiConfig, misconfigured, type AiConfig } from './config.ts'
import { embedTexts, type Embedder } from './embed.ts'
import { createMemoryCache } from './embedding-cache.ts'
import { AiError } from './errors.ts'
import { createFairGate } from './fair-gate.ts'
import { generateObject } from './generate-object.ts'
import { generateText } from './generate-text.ts'
import type { LanguageSource } from './language-source.ts'
import { createOfflineEngine } from './offline-engine.ts'
import { createLocalEmbedder, type LocalEmbedder } from './local/local-embedder.ts'
import { localFolder } from './local/local-folder.ts'
import { createPackagedEmbedder, type PackagedEmbedder } from './packaged/packaged-embedder.ts'
import type { AiClock, AiLogger, EmbeddingCache, UsagePort } from './ports.ts'
import { createProviderEmbedder } from './provider-embedder.ts'
import { openEmbeddingModel, openLanguageModel, type Fetch } from './providers.ts'
import { streamText } from './stream-text.ts'

/** What model calls need from outside. */
export interface AiOptions {
  config: AiConfig
  usage: UsagePort
  /** In memory where absent. */
  cache?: EmbeddingCache
  clock?: AiClock
  fetch?: Fetch
  logger?: AiLogger
  /** Folder into which models are pulled; `models` where the process runs where absent. */
  modelsDir?: string
}

/** Opens the door. Throws `ai-misconfigured` where a key is missing; connects to nothing and loads nothing yet. */
export function createAi(options: AiOptions): Ai {
  const { config } = options
  const problems = checkAiConfig(config)
  if (problems.length > 0) throw misconfigured(problems)

  const rules: AttemptRules = {
    clock: options.clock ?? systemClock,
    logger: options.logger ?? { warn: () => {} },
    gate: createFairGate(config.AI_CONCURRENCY),
    timeoutMs: config.AI_TIMEOUT_MS,
    maxRetries: config.AI_MAX_RETRIES,
  }
  const engine = createOfflineEngine()
  const source = languageSource(options, rules, engine)
  const cache = options.cache ?? createMemoryCache()
  const inside = ownEmbedder(options)
  const embedder = inside ?? providerEmbedder(options, rules)

  return {
    generateObject: (call) => generateObject(source, call),
    generateText: (call) => generateText(source, call),
    streamText: (call) => streamText(source, call),
    embed: async (call) => {
      if (embedder) return embedTexts(embedder, cache, call)
      throw new AiError(
        'ai-misconfigured',
        'Embeddings are switched off. Set AI_EMBEDDING_MODEL to packaged or to a model.',
      )
    },
    registerOffline: (purpose, handler) => engine.register(purpose, handler),
    supports: (purpose) => source.address !== null || engine.supports(purpose),
    describe: () => ({
      model: config.AI_MODEL.model,
      provider: config.AI_MODEL.provider,
      offline: source.address === null,
      embeddingModel: embedder?.model ?? null,
      dimensions: embedder?.dimensions ?? null,
    }),
    close: async () => inside?.close(),
  }
}

function languageSource(
  { config, usage, fetch }: AiOptions,
  rules: AttemptRules,
  engine: LanguageSource['engine'],
): LanguageSource {
  const address = config.AI_MODEL.provider === 'offline' ? null : config.AI_MODEL
  return {
    address,
    engine,
    rules,
    usage,
    schemasInWords: false,
    open: once(async () => {
      if (!address) throw new Error('The offline engine has no provider')
      return openLanguageModel(address, config, fetch)
    }),
  }
}

/** The embedder that runs on this machine, where one is chosen. */
function ownEmbedder({
  config,
  modelsDir = 'models',
}: AiOptions): PackagedEmbedder | LocalEmbedder | undefined {
  const address = config.AI_EMBEDDING_MODEL
  const [threads, idleMs] = [config.AI_EMBEDDER_THREADS, config.AI_EMBEDDER_IDLE_MS]
  if (address.provider === 'packaged') return createPackagedEmbedder({ threads, idleMs })
  if (address.provider !== 'local') return undefined
  return createLocalEmbedder({
    ...localFolder(address.model, modelsDir),
    threads,
    idleMs,
    batch: config.AI_EMBEDDER_BATCH,
    prompts: { query: config.AI_EMBEDDING_QUERY_PREFIX, passage: config.AI_EMBEDDING_PASSAGE_PREFIX },
  })
}

function providerEmbedder({ config, usage, fetch }: AiOptions, rules: AttemptRules): Embedder | undefined {
  const address = config.AI_EMBEDDING_MODEL
  if (address.provider === 'none' || address.provider === 'packaged' || address.provider === 'local')
    return undefined
  const open = once(() => openEmbeddingModel(address, config, fetch))
  return createProviderEmbedder({ address, dimensions: config.AI_EMBEDDING_DIMENSIONS, open, rules, usage })
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
