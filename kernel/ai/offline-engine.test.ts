import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startAi } from './testing/ai-harness.ts'
import { failing } from './testing/failing.ts'

const offline = { AI_MODEL: 'offline', AI_COMPATIBLE_API_KEY: '' }
const call = {
  scope: { orgId: 'org-1' },
  purpose: 'test.count',
  prompt: 'a b c',
  correlationId: 'c',
  idempotencyKey: 'k',
}
const schema = z.object({ words: z.int() })

describe('the offline engine', () => {
  test('answers with what a module taught it, calling nobody and spending nothing', async () => {
    await using at = await startAi(offline)
    at.ai.registerOffline('test.count', ({ input, prompt }) => ({
      words: [prompt, input].join(' ').split(' ').length,
    }))
    const result = await at.ai.generateObject({ ...call, schema, input: 'd' })
    expect(result).toMatchObject({
      object: { words: 4 },
      model: 'offline',
      attempts: 1,
      usage: { input: 0, output: 0 },
    })
    expect(at.provider.requests).toEqual([])
    expect(at.events).toEqual([])
  })

  test('says that it cannot do what nobody taught it, and what to do', async () => {
    await using at = await startAi(offline)
    expect(at.ai.supports('test.count')).toBe(false)
    const error = await failing(at.ai.generateObject({ ...call, schema }))
    expect(error.code).toBe('offline-unsupported')
    expect(error.message).toContain('AI_MODEL')
  })

  test('streams words that add up to the answer', async () => {
    await using at = await startAi(offline)
    at.ai.registerOffline('test.count', () => 'There are three\nwaves. ')
    let text = ''
    let pieces = 0
    for await (const part of at.ai.streamText(call)) {
      if (part.type === 'delta') {
        text += part.text
        pieces += 1
      } else expect(part.text).toBe(text)
    }
    expect(text).toBe('There are three\nwaves. ')
    expect(pieces).toBe(4)
  })

  test('a handler whose answer does not fit is not asked again', async () => {
    await using at = await startAi(offline)
    let asked = 0
    at.ai.registerOffline('test.count', () => {
      asked += 1
      return { words: 'many' }
    })
    expect((await failing(at.ai.generateObject({ ...call, schema }))).code).toBe('ai-invalid-output')
    expect(asked).toBe(1)
  })

  test("a handler's own error comes through as it is: it is a defect, not a failing provider", async () => {
    await using at = await startAi(offline)
    at.ai.registerOffline('test.count', () => {
      throw new RangeError('defect')
    })
    await expect(at.ai.generateObject({ ...call, schema })).rejects.toBeInstanceOf(RangeError)
  })

  test('a handler can be cancelled though it does not listen', async () => {
    await using at = await startAi(offline)
    const controller = new AbortController()
    at.ai.registerOffline('test.count', () => {
      controller.abort()
      return new Promise(() => {})
    })
    expect((await failing(at.ai.generateText({ ...call, signal: controller.signal }))).code).toBe(
      'ai-cancelled',
    )
    const stream = at.ai.streamText({ ...call, signal: AbortSignal.timeout(20) })
    expect((await failing(stream.next())).code).toBe('ai-cancelled')
  })

  test('a purpose is taught once', async () => {
    await using at = await startAi(offline)
    at.ai.registerOffline('test.count', () => 'a')
    expect(() => at.ai.registerOffline('test.count', () => 'b')).toThrow('test.count')
  })

  test('describes itself as offline', async () => {
    await using at = await startAi({ ...offline, AI_EMBEDDING_MODEL: 'packaged' })
    expect(at.ai.describe()).toEqual({
      model: 'offline',
      provider: 'offline',
      offline: true,
      embeddingModel: 'packaged:use-lite',
      dimensions: 512,
    })
  })
})
