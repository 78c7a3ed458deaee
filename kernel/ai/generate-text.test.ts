import { describe, expect, test } from 'vitest'
import type { UsageEvent } from './index.ts'
import { startAi } from './testing/ai-harness.ts'
import { failing } from './testing/failing.ts'
import { rateLimited, serverError, type Reply } from './testing/simulated-provider.ts'

const slow = (): Reply => ({ kind: 'text', text: 'ok', delayMs: 30 })
const call = {
  scope: { orgId: 'org-1', projectId: 'project-1', actorId: 'actor-1', runId: 'run-1' },
  purpose: 'test.words',
  system: 'Be brief.',
  prompt: 'A secret plan: how many waves are there?',
  correlationId: 'request-1',
  idempotencyKey: 'job-1:1',
}

describe('generateText', () => {
  test('answers, and records what the call spent, on whose behalf and for what', async () => {
    await using at = await startAi()
    at.provider.enqueue({
      kind: 'text',
      text: 'Three.',
      usage: { input: 40, output: 6, cacheRead: 32, reasoning: 2 },
    })

    const result = await at.ai.generateText({ ...call, maxOutputTokens: 50 })

    const tokens = { input: 40, output: 6, cacheRead: 32, cacheWrite: 0, reasoning: 2 }
    expect(result).toEqual({
      text: 'Three.',
      stopReason: 'stop',
      usage: tokens,
      model: 'compatible:test-model',
      attempts: 1,
    })
    expect(at.events).toEqual([
      {
        id: 'job-1:1:1',
        scope: call.scope,
        provider: 'compatible',
        model: 'test-model',
        operation: 'generate',
        purpose: 'test.words',
        tokens,
        estimated: false,
        durationMs: expect.any(Number),
        outcome: 'ok',
        correlationId: 'request-1',
        occurredAt: expect.any(Date),
      } satisfies UsageEvent,
    ])
    expect(at.provider.requests[0]).toMatchObject({
      headers: { authorization: 'Bearer key-for-tests' },
      body: {
        model: 'test-model',
        max_tokens: 50,
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: call.prompt },
        ],
      },
    })
  })

  test('estimates tokens where the provider reports none, and says so', async () => {
    await using at = await startAi()
    at.provider.enqueue({ kind: 'text', text: 'x'.repeat(40), usage: null })
    await at.ai.generateText({ ...call, system: '', prompt: 'y'.repeat(80) })
    expect(at.events).toMatchObject([{ estimated: true, tokens: { input: 20, output: 10 } }])
  })

  test('retries rate limits and server errors with growing pauses, and only the answer costs', async () => {
    await using at = await startAi()
    at.provider.enqueue(rateLimited(), serverError(), serverError(503), { kind: 'text', text: 'done' })

    const result = await at.ai.generateText(call)

    expect(result).toMatchObject({ text: 'done', attempts: 4 })
    expect(at.pauses).toEqual([500, 1_000, 2_000])
    expect(at.events.map((event) => [event.id, event.outcome])).toEqual([['job-1:1:4', 'ok']])
  })

  test('waits as long as Retry-After asks', async () => {
    await using at = await startAi()
    at.provider.enqueue(rateLimited(7), { kind: 'text', text: 'done' })
    await at.ai.generateText(call)
    expect(at.pauses).toEqual([7_000])
  })

  test('understands a Retry-After that is a date', async () => {
    await using at = await startAi()
    at.provider.enqueue(rateLimited(new Date(Date.now() + 20_000).toUTCString()), {
      kind: 'text',
      text: 'done',
    })
    await at.ai.generateText(call)
    expect(at.pauses[0]).toBeGreaterThan(17_000)
    expect(at.pauses[0]).toBeLessThanOrEqual(20_000)
  })

  test('hands a very long Retry-After to the caller instead of holding the call', async () => {
    await using at = await startAi()
    at.provider.enqueue(rateLimited(3_600))
    const error = await failing(at.ai.generateText(call))
    expect(error).toMatchObject({ code: 'ai-rate-limited', retryable: true, retryAfterMs: 3_600_000 })
    expect(at.provider.requests).toHaveLength(1)
  })

  test('gives up after the configured retries', async () => {
    await using at = await startAi({ AI_MAX_RETRIES: '2' }, { simulated: { respond: () => rateLimited() } })
    expect(await failing(at.ai.generateText(call))).toMatchObject({ code: 'ai-rate-limited' })
    expect(at.provider.requests).toHaveLength(3)
    expect(at.events).toEqual([])
  })

  test.each([
    [401, undefined, 'ai-misconfigured', 'AI_COMPATIBLE_API_KEY'],
    [404, undefined, 'ai-misconfigured', 'AI_MODEL'],
    [429, 'insufficient_quota', 'ai-misconfigured', 'credit'],
    [413, undefined, 'ai-unavailable', 'too long'],
  ])('does not retry status %i (%s) and says what to do', async (status, code, expected, advice) => {
    await using at = await startAi()
    at.provider.enqueue({ kind: 'status', status, message: 'internal words', ...(code ? { code } : {}) })
    const error = await failing(at.ai.generateText(call))
    expect(error.code).toBe(expected)
    expect(error.message).toContain(advice)
    expect(error.message).not.toContain('internal words')
    expect(at.provider.requests).toHaveLength(1)
  })

  test('fails with ai-unavailable where nothing listens, having spent nothing', async () => {
    await using at = await startAi({
      AI_MODEL: 'compatible:test-model@http://127.0.0.1:9/v1',
      AI_MAX_RETRIES: '1',
    })
    expect(await failing(at.ai.generateText(call))).toMatchObject({ code: 'ai-unavailable', retryable: true })
    expect(at.pauses).toEqual([500])
    expect(at.events).toEqual([])
  })

  test('retries a connection that broke while the model worked, and counts the lost work as an estimate', async () => {
    await using at = await startAi()
    at.provider.enqueue({ kind: 'cut' }, { kind: 'text', text: 'done' })
    expect(await at.ai.generateText(call)).toMatchObject({ text: 'done', attempts: 2 })
    expect(at.events).toMatchObject([
      { id: 'job-1:1:1', outcome: 'error', estimated: true },
      { id: 'job-1:1:2', outcome: 'ok', estimated: false },
    ])
  })

  test('times out a provider that hangs, closes the connection and counts what was sent', async () => {
    await using at = await startAi({ AI_TIMEOUT_MS: '100' })
    at.provider.enqueue({ kind: 'hang' })
    const error = await failing(at.ai.generateText(call))
    expect(error).toMatchObject({ code: 'ai-timeout', retryable: true })
    expect(at.events).toMatchObject([{ outcome: 'error', estimated: true, tokens: { output: 0 } }])
    await expect.poll(() => at.provider.open).toBe(0)
  })

  test('stops when cancelled, closes the connection and records the cancelled attempt', async () => {
    await using at = await startAi()
    at.provider.enqueue({ kind: 'hang' })
    const controller = new AbortController()
    const answer = failing(at.ai.generateText({ ...call, signal: controller.signal }))
    await expect.poll(() => at.provider.requests.length).toBe(1)
    controller.abort()
    expect(await answer).toMatchObject({ code: 'ai-cancelled' })
    expect(at.events).toMatchObject([{ outcome: 'cancelled', estimated: true }])
    await expect.poll(() => at.provider.open).toBe(0)
  })

  test('does not call at all when cancelled beforehand', async () => {
    await using at = await startAi()
    expect(await failing(at.ai.generateText({ ...call, signal: AbortSignal.abort() }))).toMatchObject({
      code: 'ai-cancelled',
    })
    expect(at.provider.requests).toEqual([])
    expect(at.events).toEqual([])
  })

  test('takes a body that is no answer for what it is, and counts it as spent', async () => {
    await using at = await startAi()
    at.provider.enqueue({ kind: 'garbage' })
    expect(await failing(at.ai.generateText(call))).toMatchObject({ code: 'ai-invalid-output' })
    expect(at.events).toMatchObject([{ outcome: 'error', estimated: true }])
  })

  test('keeps no more calls in flight than allowed, and takes turns between organizations', async () => {
    await using at = await startAi({ AI_CONCURRENCY: '2' }, { simulated: { respond: slow } })
    const asked = ['a', 'a', 'a', 'a', 'a', 'a', 'b'].map((orgId, i) =>
      at.ai.generateText({ ...call, scope: { orgId }, prompt: `${orgId}${i}`, idempotencyKey: `k${i}` }),
    )
    await Promise.all(asked)
    expect(at.provider.peak).toBe(2)
    expect(at.provider.requests.findIndex((request) => request.lastUserMessage === 'b6')).toBeLessThan(5)
  })

  test('logs neither prompt nor answer nor key', async () => {
    await using at = await startAi()
    at.provider.enqueue(serverError(), { kind: 'status', status: 401, message: call.prompt })
    const error = await failing(at.ai.generateText(call))
    expect(at.logged).toHaveLength(2)
    const told = `${at.logged.join()}${JSON.stringify(error)}${error.stack}${String(error.cause)}`
    expect(told).not.toContain('secret plan')
    expect(told).not.toContain('key-for-tests')
  })
})
