import type { Pooling } from './model-folder.ts'

/** What a graph gave for a batch: `[texts, tokens, dimensions]`, or `[texts, dimensions]` where it pools by itself. */
export interface GraphOutput {
  data: Float32Array
  dims: readonly number[]
}

/**
 * One vector per text. `lengths` are the tokens of each text; what stands beyond them is padding and says nothing.
 * @throws Error where the graph gave neither of the two shapes
 */
export const pool = (
  { data, dims }: GraphOutput,
  lengths: readonly number[],
  pooling: Pooling,
): Float32Array[] => {
  const [texts, second = 0, third] = dims
  if (texts !== lengths.length) throw new Error('the graph gave another number of texts than it was given')
  if (third === undefined && dims.length === 2)
    return lengths.map((_, text) => data.slice(text * second, (text + 1) * second))
  if (third === undefined || dims.length !== 3) throw new Error('the graph gives no vectors of tokens')
  return lengths.map((length, text) => {
    const from = text * second * third
    return poolTokens(data.subarray(from, from + length * third), length, third, pooling)
  })
}

const poolTokens = (
  tokens: Float32Array,
  length: number,
  dimensions: number,
  pooling: Pooling,
): Float32Array => {
  if (pooling === 'cls') return tokens.slice(0, dimensions)
  if (pooling === 'last') return tokens.slice((length - 1) * dimensions, length * dimensions)
  const pooled = tokens.slice(0, dimensions)
  for (let token = 1; token < length; token += 1) {
    for (let at = 0; at < dimensions; at += 1) {
      const value = tokens[token * dimensions + at] ?? 0
      const sofar = pooled[at] ?? 0
      pooled[at] = pooling === 'max' ? Math.max(sofar, value) : sofar + value
    }
  }
  return pooling === 'max' ? pooled : pooled.map((value) => value / length)
}

/** The vector brought to length 1; one of nothing stays as it is. */
export const normalized = (vector: Float32Array): Float32Array => {
  const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
  return norm === 0 ? vector : vector.map((value) => value / norm)
}
