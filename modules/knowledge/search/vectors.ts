/** A vector as pgvector reads it. */
export const vectorText = (vector: Float32Array): string => `[${vector.join(',')}]`

/** pgvector indexes `vector` up to 2,000 dimensions and `halfvec` up to 4,000. */
const indexable = { vector: 2_000, halfvec: 4_000 } as const

/** The type under which vectors of this many dimensions can be indexed; undefined where none can. */
export const indexTypeOf = (dimensions: number): 'vector' | 'halfvec' | undefined =>
  dimensions <= indexable.vector ? 'vector' : dimensions <= indexable.halfvec ? 'halfvec' : undefined

/** Cosine distance in SQL, written as the index of these dimensions is; `column` and `parameter` are SQL. */
export const distanceOf = (dimensions: number, column: string, parameter: string): string => {
  const type = `${indexTypeOf(dimensions) ?? 'vector'}(${Math.trunc(dimensions)})`
  return `(${column}::${type} <=> ${parameter}::${type})`
}
