import type { EmbeddingModelV4, LanguageModelV4, ProviderV4 } from '@ai-sdk/provider'
import type { AiConfig } from './config.ts'
import type { ModelAddress } from './model-address.ts'

/** The function that sends a request, replaceable for tests and proxies. */
export type Fetch = typeof globalThis.fetch

/**
 * Opens the language model at an address. The provider's package is loaded on the first call, so that a
 * process which never calls a model pays nothing. Addresses and keys come from the configuration alone:
 * they are passed even where they equal the package's default, because the default reads the environment.
 */
export async function openLanguageModel(
  address: ModelAddress,
  config: AiConfig,
  fetch?: Fetch,
): Promise<LanguageModelV4> {
  return (await openProvider(address, config, fetch)).languageModel(address.model)
}

/** Opens the embedding model at an address. */
export async function openEmbeddingModel(
  address: ModelAddress,
  config: AiConfig,
  fetch?: Fetch,
): Promise<EmbeddingModelV4> {
  return (await openProvider(address, config, fetch)).embeddingModel(address.model)
}

async function openProvider(address: ModelAddress, config: AiConfig, fetch?: Fetch): Promise<ProviderV4> {
  const transport = fetch ? { fetch } : {}
  switch (address.provider) {
    case 'openai': {
      const { createOpenAI } = await import('@ai-sdk/openai')
      return createOpenAI({
        baseURL: 'https://api.openai.com/v1',
        apiKey: config.OPENAI_API_KEY ?? '',
        ...transport,
      })
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic')
      const apiKey = config.ANTHROPIC_API_KEY ?? ''
      return createAnthropic({ baseURL: 'https://api.anthropic.com/v1', apiKey, ...transport })
    }
    case 'google': {
      const { createGoogle } = await import('@ai-sdk/google')
      const apiKey = config.GOOGLE_GENERATIVE_AI_API_KEY ?? ''
      return createGoogle({
        baseURL: 'https://generativelanguage.googleapis.com/v1beta',
        apiKey,
        ...transport,
      })
    }
    default: {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
      return createOpenAICompatible({
        name: 'compatible',
        baseURL: address.url,
        includeUsage: true,
        supportsStructuredOutputs: true,
        ...(config.AI_COMPATIBLE_API_KEY ? { apiKey: config.AI_COMPATIBLE_API_KEY } : {}),
        ...transport,
      })
    }
  }
}

/**
 * Options that keep providers to what the call says: answers are not stored by the provider, and schemas need
 * not be of the narrow form that strict modes demand, since every answer is validated here.
 */
export const providerOptions = {
  openai: { store: false, strictJsonSchema: false },
  compatible: { strictJsonSchema: false },
}
