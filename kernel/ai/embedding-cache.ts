import type { EmbeddingCache } from './ports.ts'

/** A cache in memory that forgets what was not asked for longest. 20,000 vectors of 512 dimensions take about 40 MB. */
export function createMemoryCache(capacity = 20_000): EmbeddingCache {
  // Map keeps insertion order: the first key is the one unused longest.
  const vectors = new Map<string, Float32Array>()
  return {
    async get(model, hashes) {
      return hashes.map((hash) => {
        const key = `${model} ${hash}`
        const vector = vectors.get(key)
        if (!vector) return undefined
        vectors.delete(key)
        vectors.set(key, vector)
        return vector
      })
    },
    async put(model, entries) {
      for (const { hash, vector } of entries) {
        const key = `${model} ${hash}`
        vectors.delete(key)
        vectors.set(key, vector)
      }
      for (const key of vectors.keys()) {
        if (vectors.size <= capacity) break
        vectors.delete(key)
      }
    },
  }
}
