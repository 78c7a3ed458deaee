/** Where a model is found: a provider's name and the model's name there, or the operator's own endpoint. */
export type ModelAddress =
  | { provider: 'openai' | 'anthropic' | 'google'; model: string }
  | { provider: 'compatible'; model: string; url: string }

/** What AI_MODEL may say: the built-in engine or a provider's model. */
export type LanguageModelAddress = { provider: 'offline'; model: 'offline' } | ModelAddress

/** A model run on this machine: a folder by its path, or a name under which it was pulled from a hub. */
export interface LocalModelAddress {
  provider: 'local'
  model: string
}

/** What AI_EMBEDDING_MODEL may say: nothing, the model inside the package, one on this machine, or a provider's model. */
export type EmbeddingModelAddress =
  | { provider: 'none'; model: 'none' }
  | { provider: 'packaged'; model: 'packaged' }
  | LocalModelAddress
  | Exclude<ModelAddress, { provider: 'anthropic' }>
  | { provider: 'openai' | 'google'; model: string }

/** A parsed value, or a sentence that says what is wrong with it. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; problem: string }

const languageForms = 'offline, openai:MODEL, anthropic:MODEL, google:MODEL or compatible:NAME@URL'
const embeddingForms =
  'packaged, none, local:NAME or local:FOLDER, openai:MODEL, google:MODEL or compatible:NAME@URL'

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
  if (provider === 'local') return parseLocal(rest)
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

/** Whether a local model is named by its folder rather than by its name on a hub. */
export const isFolder = (model: string): boolean => /^(?:\/|\.{1,2}(?:\/|$)|~\/)/.test(model)

/** Names on hubs: an owner, a slash and a name, or a name alone. None of them leads out of the folder of models. */
const hubName = /^(?:[A-Za-z0-9][\w.-]{0,95}\/)?[A-Za-z0-9][\w.-]{0,95}$/

/** Whether a text is a name that a model can have on a hub. */
export const isHubName = (text: string): boolean => hubName.test(text) && !text.includes('..')

function parseLocal(model: string): Parsed<LocalModelAddress> {
  if (isFolder(model) || isHubName(model)) return { ok: true, value: { provider: 'local', model } }
  return {
    ok: false,
    problem:
      'needs a folder or the name of a pulled model, like local:/srv/models/minilm, local:./models/minilm or local:OWNER/NAME',
  }
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
