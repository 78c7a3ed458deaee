import { z } from 'zod'
import { AiError } from './errors.ts'
import { parseEmbeddingModel, parseLanguageModel, type Parsed } from './model-address.ts'

const blankIsAbsent = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? undefined : value

/**
 * The environment variables that model calls read, as Zod schemas by name. An empty variable counts as absent.
 * What one schema cannot see (a provider without its key) is found by `checkAiConfig`.
 */
export const aiConfig = {
  AI_MODEL: address(parseLanguageModel, 'offline'),
  AI_EMBEDDING_MODEL: address(parseEmbeddingModel, 'packaged'),
  /** Dimensions asked of a provider's embedding model that can shorten its vectors. */
  AI_EMBEDDING_DIMENSIONS: z.preprocess(blankIsAbsent, whole(1, 4_096).optional()),
  OPENAI_API_KEY: secret(),
  ANTHROPIC_API_KEY: secret(),
  GOOGLE_GENERATIVE_AI_API_KEY: secret(),
  AI_COMPATIBLE_API_KEY: secret(),
  /** How long one attempt may take, in milliseconds; for a stream, how long it may stay silent. */
  AI_TIMEOUT_MS: wholeOr(120_000, 1, 3_600_000),
  /** Attempts after the first, on rate limits, server errors and network failures. */
  AI_MAX_RETRIES: wholeOr(3, 0, 10),
  /** Provider calls in flight at once in this process. */
  AI_CONCURRENCY: wholeOr(8, 1, 256),
  /** Processes of the packaged embedder, each with its own copy of the model (about 200 MB) and one core; cores that a local model keeps busy. */
  AI_EMBEDDER_THREADS: wholeOr(1, 1, 16),
  /** Windows of text that a local model reads at once: more are faster up to a point and take more memory. */
  AI_EMBEDDER_BATCH: wholeOr(8, 1, 256),
  /** How long the packaged or a local embedder stays in memory unused, in milliseconds. */
  AI_EMBEDDER_IDLE_MS: wholeOr(60_000, 100, 86_400_000),
  /** Where `models pull` gets models from: Hugging Face or a mirror that speaks its protocol. */
  AI_MODEL_HUB: z.preprocess(
    blankIsAbsent,
    z
      .url({ protocol: /^https?$/, message: 'must be an http(s) address' })
      .default('https://huggingface.co')
      .transform((url) => url.replace(/\/+$/, '')),
  ),
  AI_MODEL_HUB_TOKEN: secret(),
  /** Most bytes that a pulled model may have. */
  AI_MODEL_MAX_BYTES: wholeOr(8_000_000_000, 1, Number.MAX_SAFE_INTEGER),
  /** Written before a question and before a passage for a local model; what its folder names where absent. */
  AI_EMBEDDING_QUERY_PREFIX: z.string().optional(),
  AI_EMBEDDING_PASSAGE_PREFIX: z.string().optional(),
}

const schema = z.object(aiConfig)

/** Parsed configuration of model calls. */
export type AiConfig = z.output<typeof schema>

/** One mistake in the configuration: the variable and what to do about it. */
export interface ConfigProblem {
  variable: string
  message: string
}

/** Parses variables; throws an `AiError` of code `ai-misconfigured` that names every mistake. */
export function parseAiConfig(variables: Record<string, string | undefined>): AiConfig {
  const parsed = schema.safeParse(variables)
  if (!parsed.success) {
    throw misconfigured(
      parsed.error.issues.map((issue) => ({ variable: issue.path.join('.'), message: issue.message })),
    )
  }
  const problems = checkAiConfig(parsed.data)
  if (problems.length > 0) throw misconfigured(problems)
  return parsed.data
}

/** Mistakes that lie between variables: a provider named without its key. */
export function checkAiConfig(config: AiConfig): ConfigProblem[] {
  const keys = {
    openai: ['OPENAI_API_KEY', config.OPENAI_API_KEY],
    anthropic: ['ANTHROPIC_API_KEY', config.ANTHROPIC_API_KEY],
    google: ['GOOGLE_GENERATIVE_AI_API_KEY', config.GOOGLE_GENERATIVE_AI_API_KEY],
  } as const
  const named = { AI_MODEL: config.AI_MODEL.provider, AI_EMBEDDING_MODEL: config.AI_EMBEDDING_MODEL.provider }
  return Object.entries(named).flatMap(([variable, provider]) => {
    if (provider !== 'openai' && provider !== 'anthropic' && provider !== 'google') return []
    const [key, value] = keys[provider]
    if (value !== undefined) return []
    return [
      {
        variable: key,
        message: `is missing: ${variable} names a model of ${provider}, which needs this key`,
      },
    ]
  })
}

/** The error that reports configuration mistakes, all at once. */
export function misconfigured(problems: readonly ConfigProblem[]): AiError {
  return new AiError('ai-misconfigured', problems.map((p) => `${p.variable} ${p.message}`).join('; '))
}

function address<T>(parse: (text: string) => Parsed<T>, fallback: string) {
  const parsed = z
    .string()
    .default(fallback)
    .transform((text, context) => {
      const result = parse(text.trim())
      if (result.ok) return result.value
      context.addIssue({ code: 'custom', message: result.problem })
      return z.NEVER
    })
  return z.preprocess(blankIsAbsent, parsed)
}

function secret() {
  return z.preprocess(blankIsAbsent, z.string().trim().optional())
}

function whole(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`
  return z
    .union(
      [
        z.number(),
        z
          .string()
          .regex(/^\s*\d+\s*$/, message)
          .transform(Number),
      ],
      message,
    )
    .pipe(z.int(message).min(min, message).max(max, message))
}

function wholeOr(fallback: number, min: number, max: number) {
  return z.preprocess(blankIsAbsent, whole(min, max).default(fallback))
}
