import { createHash } from 'node:crypto'
import type { EmbedCall, EmbedResult } from './calls.ts'
import { AiError } from './errors.ts'
import type { EmbeddingCache } from './ports.ts'

/** Something that turns texts into vectors: a provider's model or the packaged one. */
export interface Embedder {
  /** Name under which vectors are cached and stored. */
  model: string
  /** Dimensions where they are known before the first call. */
  dimensions: number | undefined
  /** What is written before a question or a passage; nothing where absent. */
  promptFor?(side: 'query' | 'passage'): string
  /** Splits texts into batches as large as the model takes at once. */
  batches<T extends { text: string }>(texts: readonly T[]): Promise<T[][]>
  /** Vectors of one batch, in its order. `batchKey` names the batch by its content. */
  embed(call: EmbedCall, texts: readonly string[], batchKey: string): Promise<Float32Array[]>
}

interface HashedText {
  text: string
  hash: string
}

/**
 * Embeds texts: each distinct text once, those in the cache not at all. Batches are put into the cache as they
 * finish, so a call that was interrupted and comes again pays only for the rest.
 */
export async function embedTexts(
  embedder: Embedder,
  cache: EmbeddingCache,
  call: EmbedCall,
): Promise<EmbedResult> {
  const prompt = embedder.promptFor?.(call.side ?? 'passage') ?? ''
  const hashed = call.texts.map((text) => prompt + text).map((text) => ({ text, hash: sha256(text) }))
  const known = await lookUp(embedder.model, cache, hashed)
  const unknown = [...new Map(hashed.map((entry) => [entry.hash, entry])).values()].filter(
    ({ hash }) => !known.has(hash),
  )
  for (const batch of await embedder.batches(unknown)) {
    const batchKey = sha256(batch.map(({ hash }) => hash).join()).slice(0, 16)
    const texts = batch.map(({ text }) => text)
    const vectors = checked(await embedder.embed(call, texts, batchKey), batch.length, embedder)
    const entries = batch.flatMap(({ hash }, i) => {
      const vector = vectors[i]
      return vector ? [{ hash, vector }] : []
    })
    for (const { hash, vector } of entries) known.set(hash, vector)
    await cache.put(embedder.model, entries)
  }
  const vectors = hashed.flatMap(({ hash }) => known.get(hash) ?? [])
  return { vectors, model: embedder.model, dimensions: vectors[0]?.length ?? embedder.dimensions ?? 0 }
}

async function lookUp(
  model: string,
  cache: EmbeddingCache,
  texts: readonly HashedText[],
): Promise<Map<string, Float32Array>> {
  const hashes = [...new Set(texts.map(({ hash }) => hash))]
  const found = await cache.get(model, hashes)
  return new Map(
    hashes.flatMap((hash, i) => {
      const vector = found[i]
      return vector ? [[hash, vector] as const] : []
    }),
  )
}

/** Refuses what would poison an index: missing vectors, vectors of changing length, numbers that are none. */
function checked(vectors: Float32Array[], expected: number, embedder: Embedder): Float32Array[] {
  const dimensions = embedder.dimensions ?? vectors[0]?.length ?? 0
  const sound = vectors.every(
    (vector) => vector.length === dimensions && vector.length > 0 && vector.every(Number.isFinite),
  )
  if (vectors.length === expected && sound) {
    embedder.dimensions = dimensions
    return vectors
  }
  throw new AiError(
    'ai-invalid-output',
    `The embedding model ${embedder.model} gave vectors that cannot be used. Check AI_EMBEDDING_MODEL and AI_EMBEDDING_DIMENSIONS.`,
  )
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
