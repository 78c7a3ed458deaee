import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { failing } from '../testing/failing.ts'
import { writeTinyModel } from '../testing/tiny-model.ts'
import { parseAiConfig } from '../config.ts'
import { createAi } from '../create-ai.ts'
import { findRuntime } from '../onnx/runtime.ts'
import { createLocalEmbedder, type LocalEmbedder } from './local-embedder.ts'

const call = {
  scope: { orgId: 'org-1' },
  purpose: 'test',
  texts: [],
  correlationId: 'c',
  idempotencyKey: 'k',
}
const options = { threads: 1, batch: 4, idleMs: 400 }
const meanings = [['cat', 'kitten'], ['sofa', 'couch'], ['revenue'], ['sleeps', 'naps']]
const cosine = (a: Float32Array | undefined, b: Float32Array | undefined): number =>
  a && b ? a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0) : Number.NaN

let home: string
let folder: string
let embedder: LocalEmbedder
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'local-model-'))
  folder = join(home, 'tiny')
  await writeTinyModel(folder, { meanings, maxTokens: 12 })
  embedder = createLocalEmbedder({ ...options, folder })
})
afterAll(async () => {
  await embedder.close()
  await rm(home, { recursive: true })
})

describe('a local model', () => {
  test('gives what means the same the same vector, of length 1, whatever it is embedded with', async () => {
    const [cat, kitten, revenue] = await embedder.embed(
      call,
      ['A cat sleeps', 'Kitten naps', 'revenue revenue revenue'],
      'b',
    )

    expect(cat).toHaveLength(16)
    expect(cosine(cat, cat)).toBeCloseTo(1, 5)
    expect(cosine(cat, kitten)).toBeCloseTo(1, 5)
    expect(cosine(cat, revenue)).toBeLessThan(0.8)
    const [alone] = await embedder.embed(call, ['A cat sleeps'], 'b')
    expect(cosine(cat, alone)).toBeCloseTo(1, 5)
  })

  test('reads a long text to its end, and empty and unspaced ones', async () => {
    const [begins, ends, ...odd] = await embedder.embed(
      call,
      ['cat '.repeat(100), `${'cat '.repeat(50)}${'revenue '.repeat(50)}`, '', '長'.repeat(500)],
      'b',
    )

    expect(cosine(begins, ends)).toBeLessThan(0.95)
    expect(odd.map((vector) => vector.every(Number.isFinite))).toEqual([true, true])
  })

  test('pools by the first token where its folder says so', async () => {
    const other = join(home, 'first-token')
    await writeTinyModel(other, { meanings, pooling: 'cls' })
    const byFirst = createLocalEmbedder({ ...options, folder: other })
    // the first token is the same for every text, and says nothing in this model
    const [vector] = await byFirst.embed(call, ['cat'], 'b')
    await byFirst.close()

    expect(vector).toEqual(new Float32Array(16))
  })

  test('writes before questions and passages what it was trained with', async () => {
    const prompted = join(home, 'prompted')
    await writeTinyModel(prompted, { meanings, prompts: { query: 'revenue ', document: '' } })
    const ai = createAi({
      config: parseAiConfig({ AI_EMBEDDING_MODEL: `local:${prompted}` }),
      usage: { record: () => Promise.reject(new Error('costs nothing')) },
    })
    const asQuery = await ai.embed({ ...call, texts: ['cat'], side: 'query' })
    const asPassage = await ai.embed({ ...call, texts: ['cat', 'revenue cat'] })
    await ai.close()

    expect(cosine(asQuery.vectors[0], asPassage.vectors[1])).toBeCloseTo(1, 5)
    expect(cosine(asQuery.vectors[0], asPassage.vectors[0])).toBeLessThan(0.95)
    expect(asPassage).toMatchObject({
      dimensions: 16,
      model: expect.stringMatching(/^local:prompted@[0-9a-f]{12}$/),
    })
  })

  test('has another name when its files are others', async () => {
    const changed = join(home, 'changed', 'tiny')
    await writeTinyModel(changed, { meanings: [...meanings, ['budget']], maxTokens: 12 })

    expect(createLocalEmbedder({ ...options, folder: changed }).model).not.toBe(embedder.model)
    expect(createLocalEmbedder({ ...options, folder }).model).toBe(embedder.model)
  })

  test('is unloaded when idle and comes back when needed', async () => {
    await embedder.embed(call, ['cat'], 'b')
    expect(embedder.threads).toBe(1)
    await expect.poll(() => embedder.threads, { timeout: 5_000 }).toBe(0)
    expect(await embedder.embed(call, ['cat'], 'b')).toHaveLength(1)
  })

  test('says what to do where it is not there, is no model or has a broken graph', async () => {
    const opening = (model: string) => () =>
      createAi({
        config: parseAiConfig({ AI_EMBEDDING_MODEL: `local:${model}` }),
        usage: { record: async () => {} },
        modelsDir: home,
      })
    expect(opening('owner/nothing')).toThrow(/throughline models pull owner\/nothing/)
    expect(opening(join(home, 'nothing'))).toThrow(/There is no folder/)
    expect(opening(home)).toThrow(/holds no ONNX graph/)

    const broken = join(home, 'broken')
    await writeTinyModel(broken, { meanings })
    await writeFile(join(broken, 'onnx/model.onnx'), 'no graph')
    const stopped = createLocalEmbedder({ ...options, folder: broken })
    const error = await failing(stopped.embed(call, ['cat'], 'b'))
    await stopped.close()
    expect(error).toMatchObject({ code: 'ai-unavailable' })
    expect(error.message).toMatch(/Check that its files are whole/)
  })
})

test('where ONNX Runtime is not installed, none is found', () => {
  expect(findRuntime(join(home, 'somewhere.js'))).toBeUndefined()
})
