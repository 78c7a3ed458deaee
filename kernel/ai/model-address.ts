/** Where a model is found: a provider's name and the model's name there, or the operator's own endpoint. */
export type ModelAddress =
  | { provider: 'openai' | 'anthropic' | 'google'; model: string }
  | { provider: 'compatible'; model: string; url: string }

/** What AI_MODEL may say: the built-in engine or a provider's model. */
export type LanguageModelAddress = { provider: 'offline'; model: 'offline' } | ModelAddress

/** What AI_EMBEDDING_MODEL may say: nothing, the model inside the package, or a provider's model. */
export type EmbeddingModelAddress =
  | { provider: 'none'; model: 'none' }
  | { provider: 'packaged'; model: 'packaged' }
  | Exclude<ModelAddress, { provider: 'anthropic' }>
  | { provider: 'openai' | 'google'; model: string }

/** A parsed value, or a sentence that says what is wrong with it. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; problem: string }

const languageForms = 'offline, openai:MODEL, anthropic:MODEL, google:MODEL or compatible:NAME@URL'
const embeddingForms = 'packaged, none, openai:MODEL, google:MODEL or compatible:NAME@URL'

/** Parses a value of AI_MODEL. */
export function parseLanguageModel(text: string): Parsed<LanguageModelAddress> {
  if (text === 'offline') return { ok: true, value: { provider: 'offline', model: 'offline' } }
  const [provider, rest] = split(text)
  if (provider === 'compatible') return parseCompatible(rest)
  if (provider === 'openai' || provider === 'anthropic' || provider === 'google') return named(provider, rest)
  return { ok: false, problem: `must be ${languageForms}` }
}

/** Parses a value of AI_EMBEDDING_MODEL. */
export function parseEmbeddingModel(text: string): Parsed<EmbeddingModelAddress> {
  if (text === 'none' || text === 'packaged') return { ok: true, value: fixed(text) }
  const [provider, rest] = split(text)
  if (provider === 'compatible') return parseCompatible(rest)
  if (provider === 'openai' || provider === 'google') return named(provider, rest)
  if (provider === 'anthropic') {
    return {
      ok: false,
      problem: `cannot be a model of anthropic, which offers no embeddings; must be ${embeddingForms}`,
    }
  }
  return { ok: false, problem: `must be ${embeddingForms}` }
}

function fixed(text: 'none' | 'packaged'): EmbeddingModelAddress {
  return text === 'none' ? { provider: 'none', model: 'none' } : { provider: 'packaged', model: 'packaged' }
}

function split(text: string): [string, string] {
  const colon = text.indexOf(':')
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)]
}

function named<P extends string>(provider: P, model: string): Parsed<{ provider: P; model: string }> {
  if (model.trim() === '')
    return { ok: false, problem: `needs a model after the colon, like ${provider}:MODEL` }
  return { ok: true, value: { provider, model } }
}

/** Model names may hold `@` themselves, so the address is what follows the last `@http`. */
function parseCompatible(rest: string): Parsed<{ provider: 'compatible'; model: string; url: string }> {
  const match = /^(.+)@(https?:\/\/.+)$/.exec(rest)
  const [, model, address] = match ?? []
  if (model === undefined || address === undefined || !URL.canParse(address)) {
    return {
      ok: false,
      problem: 'needs a name and an http(s) address, like compatible:NAME@http://localhost:11434/v1',
    }
  }
  const url = new URL(address)
  if (url.username !== '' || url.password !== '') {
    return {
      ok: false,
      problem: 'must not hold a password in its address; put the key in AI_COMPATIBLE_API_KEY',
    }
  }
  return { ok: true, value: { provider: 'compatible', model, url: address.replace(/\/+$/, '') } }
}
