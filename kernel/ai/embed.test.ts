import { describe, expect, test } from 'vitest'
import { createMemoryCache } from './index.ts'
import { startAi } from './testing/ai-harness.ts'
import { failing } from './testing/failing.ts'
import { rateLimited } from './testing/simulated-provider.ts'

const call = { scope: { orgId: 'org-1' }, purpose: 'test.index', correlationId: 'c', idempotencyKey: 'k' }
const inputs = (body: Record<string, unknown> | undefined) =>
  Array.isArray(body?.['input']) ? body['input'] : []

describe('embed', () => {
  test('gives one vector per text, in order, and asks for each distinct text once', async () => {
    await using at = await startAi()
    const { vectors, model, dimensions } = await at.ai.embed({
      ...call,
      texts: ['risk register', 'budget', 'risk register'],
    })
    expect(vectors).toHaveLength(3)
    expect(vectors[0]).toEqual(vectors[2])
    expect(vectors[0]).not.toEqual(vectors[1])
    expect({ model, dimensions }).toEqual({ model: 'compatible:test-model', dimensions: 8 })
    expect(at.provider.requests[0]?.body['input']).toEqual(['risk register', 'budget'])
    expect(at.events).toMatchObject([
      { operation: 'embed', purpose: 'test.index', outcome: 'ok', tokens: { output: 0 } },
    ])
  })

  test('asks only for what the cache does not know', async () => {
    await using at = await startAi()
    const first = await at.ai.embed({ ...call, texts: ['a', 'b'] })
    const second = await at.ai.embed({ ...call, texts: ['b', 'c', 'a'] })
    expect(at.provider.requests.map(({ body }) => body['input'])).toEqual([['a', 'b'], ['c']])
    expect([second.vectors[2], second.vectors[0]]).toEqual(first.vectors)
  })

  test('cuts large work into batches, each metered under its own id', async () => {
    await using at = await startAi()
    const texts = Array.from({ length: 200 }, (_, i) => `text ${i}`)
    expect((await at.ai.embed({ ...call, texts })).vectors).toHaveLength(200)
    expect(at.provider.requests.map(({ body }) => inputs(body).length)).toEqual([96, 96, 8])
    expect(new Set(at.events.map((event) => event.id)).size).toBe(3)
  })

  test('an interrupted call that comes again pays only for the rest, under other ids', async () => {
    const cache = createMemoryCache()
    await using at = await startAi(
      { AI_MAX_RETRIES: '0' },
      { cache, simulated: { respond: () => rateLimited() } },
    )
    const texts = Array.from({ length: 100 }, (_, i) => `text ${i}`)
    const known = await at.ai.embed({ ...call, texts: texts.slice(0, 96) })
    at.provider.enqueue(rateLimited())
    expect((await failing(at.ai.embed({ ...call, texts }))).code).toBe('ai-rate-limited')
    const whole = await at.ai.embed({ ...call, texts })
    expect(whole.vectors.slice(0, 96)).toEqual(known.vectors)
    expect(inputs(at.provider.requests.at(-1)?.body)).toHaveLength(4)
    expect(new Set(at.events.map((event) => event.id)).size).toBe(2)
  })

  test('retries, times out and is cancelled like any call', async () => {
    await using at = await startAi({ AI_TIMEOUT_MS: '100' })
    at.provider.enqueue(rateLimited(3))
    await at.ai.embed({ ...call, texts: ['a'] })
    expect(at.pauses).toEqual([3_000])
    at.provider.enqueue({ kind: 'hang' })
    expect((await failing(at.ai.embed({ ...call, texts: ['b'] }))).code).toBe('ai-timeout')
    expect((await failing(at.ai.embed({ ...call, texts: ['b'], signal: AbortSignal.abort() }))).code).toBe(
      'ai-cancelled',
    )
  })

  test('asks for the configured dimensions and stores such vectors under their own name', async () => {
    await using at = await startAi({ AI_EMBEDDING_DIMENSIONS: '16' })
    const { dimensions, model } = await at.ai.embed({ ...call, texts: ['a'] })
    expect({ dimensions, model }).toEqual({ dimensions: 16, model: 'compatible:test-model@16' })
  })

  test.each([
    ['of another length than before', [[1, 0, 0]]],
    ['too few', []],
    ['of no length', [[]]],
  ])('refuses vectors that are %s, before they reach the cache', async (_, vectors) => {
    await using at = await startAi()
    await at.ai.embed({ ...call, texts: ['a'] })
    at.provider.enqueue({ kind: 'vectors', vectors })
    expect((await failing(at.ai.embed({ ...call, texts: ['b'] }))).code).toBe('ai-invalid-output')
    expect((await at.ai.embed({ ...call, texts: ['b'] })).dimensions).toBe(8)
  })

  test('takes a body that holds no vectors for what it is', async () => {
    await using at = await startAi()
    at.provider.enqueue({ kind: 'garbage' })
    expect((await failing(at.ai.embed({ ...call, texts: ['b'] }))).code).toBe('ai-invalid-output')
    expect(at.events).toMatchObject([{ outcome: 'error', estimated: true }])
  })

  test('says how to switch embeddings on where they are off', async () => {
    await using at = await startAi({ AI_EMBEDDING_MODEL: 'none' })
    const error = await failing(at.ai.embed({ ...call, texts: ['a'] }))
    expect(error.code).toBe('ai-misconfigured')
    expect(error.message).toContain('AI_EMBEDDING_MODEL')
    expect(at.ai.describe()).toMatchObject({ embeddingModel: null, dimensions: null })
  })

  test('no texts cost nothing', async () => {
    await using at = await startAi()
    expect((await at.ai.embed({ ...call, texts: [] })).vectors).toEqual([])
    expect(at.provider.requests).toEqual([])
  })
})
