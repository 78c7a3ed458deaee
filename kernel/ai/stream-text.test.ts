import { describe, expect, test } from 'vitest'
import type { TextStreamPart } from './index.ts'
import { startAi } from './testing/ai-harness.ts'
import { failing } from './testing/failing.ts'
import { rateLimited } from './testing/simulated-provider.ts'

const call = {
  scope: { orgId: 'org-1' },
  purpose: 'test.stream',
  prompt: 'How many waves?',
  correlationId: 'request-1',
  idempotencyKey: 'job-1:1',
}

async function collect(
  stream: AsyncIterable<TextStreamPart>,
  seen: TextStreamPart[] = [],
): Promise<TextStreamPart[]> {
  for await (const part of stream) seen.push(part)
  return seen
}

describe('streamText', () => {
  test('yields pieces as they come and then the whole with its usage', async () => {
    await using at = await startAi()
    at.provider.enqueue({
      kind: 'text',
      text: 'There are three waves.',
      pieces: 5,
      usage: { input: 12, output: 5 },
    })

    const parts = await collect(at.ai.streamText(call))

    const deltas = parts.flatMap((part) => (part.type === 'delta' ? [part.text] : []))
    expect(deltas).toHaveLength(5)
    expect(deltas.join('')).toBe('There are three waves.')
    expect(parts.at(-1)).toMatchObject({
      type: 'done',
      text: 'There are three waves.',
      stopReason: 'stop',
      attempts: 1,
    })
    expect(at.events).toMatchObject([{ outcome: 'ok', estimated: false, tokens: { input: 12, output: 5 } }])
  })

  test('asks nothing before it is read', async () => {
    await using at = await startAi()
    const stream = at.ai.streamText(call)
    expect(at.provider.requests).toHaveLength(0)
    await collect(stream)
    expect(at.provider.requests).toHaveLength(1)
  })

  test('retries before the first piece', async () => {
    await using at = await startAi()
    at.provider.enqueue(rateLimited(2), { kind: 'text', text: 'Three.' })
    expect((await collect(at.ai.streamText(call))).at(-1)).toMatchObject({ text: 'Three.', attempts: 2 })
    expect(at.pauses).toEqual([2_000])
  })

  test('does not begin anew after the first piece: what was read stands, the cost of it is recorded', async () => {
    await using at = await startAi()
    at.provider.enqueue({ kind: 'cut', after: 'There are' })
    const seen: TextStreamPart[] = []
    const error = await failing(collect(at.ai.streamText(call), seen))
    expect(error).toMatchObject({ code: 'ai-unavailable', retryable: true })
    expect(seen).toEqual([{ type: 'delta', text: 'There are' }])
    expect(at.provider.requests).toHaveLength(1)
    expect(at.events).toMatchObject([{ outcome: 'error', estimated: true, tokens: { output: 3 } }])
  })

  test('times out on silence in the middle', async () => {
    await using at = await startAi({ AI_TIMEOUT_MS: '150' })
    at.provider.enqueue({ kind: 'hang', after: 'There' })
    expect((await failing(collect(at.ai.streamText(call)))).code).toBe('ai-timeout')
    expect(at.events).toMatchObject([{ outcome: 'error', estimated: true }])
    await expect.poll(() => at.provider.open).toBe(0)
  })

  test('a stream that keeps talking outlives the timeout', async () => {
    await using at = await startAi({ AI_TIMEOUT_MS: '300' })
    at.provider.enqueue({ kind: 'text', text: '0123456789', pieces: 10, delayMs: 60 })
    expect((await collect(at.ai.streamText(call))).at(-1)).toMatchObject({ text: '0123456789' })
  })

  test('leaving the loop cancels the provider and records what was spent', async () => {
    await using at = await startAi()
    at.provider.enqueue({ kind: 'hang', after: 'There' })
    for await (const part of at.ai.streamText(call)) {
      expect(part).toEqual({ type: 'delta', text: 'There' })
      break
    }
    await expect.poll(() => at.provider.open).toBe(0)
    expect(at.events).toMatchObject([
      { id: 'job-1:1:1', outcome: 'cancelled', estimated: true, tokens: { output: 2 } },
    ])
  })

  test('the signal cancels a stream in the middle', async () => {
    await using at = await startAi()
    at.provider.enqueue({ kind: 'hang', after: 'There' })
    const controller = new AbortController()
    const read = failing(
      (async () => {
        for await (const _ of at.ai.streamText({ ...call, signal: controller.signal })) controller.abort()
      })(),
    )
    expect((await read).code).toBe('ai-cancelled')
    expect(at.events).toMatchObject([{ outcome: 'cancelled' }])
    await expect.poll(() => at.provider.open).toBe(0)
  })

  test('a stream holds its place among the calls in flight until it ends', async () => {
    await using at = await startAi({ AI_CONCURRENCY: '1' })
    at.provider.enqueue(
      { kind: 'text', text: 'one two', pieces: 2, delayMs: 40 },
      { kind: 'text', text: 'after' },
    )
    const both = await Promise.all([
      collect(at.ai.streamText(call)),
      collect(at.ai.streamText({ ...call, idempotencyKey: 'job-2:1' })),
    ])
    expect(both.map((parts) => parts.at(-1))).toMatchObject([{ text: 'one two' }, { text: 'after' }])
    expect(at.provider.peak).toBe(1)
  })
})
