import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createAi, parseAiConfig, type UsageEvent } from './index.ts'
import { startVendorServer } from './testing/vendor-server.ts'

const call = {
  scope: { orgId: 'org-1' },
  purpose: 'test',
  prompt: 'How many?',
  schema: z.object({ waves: z.int(), note: z.string().optional() }),
  correlationId: 'c',
  idempotencyKey: 'k',
}
const words = JSON.stringify({ waves: 3 })

const vendors = {
  openai: {
    variables: { AI_MODEL: 'openai:gpt-5', OPENAI_API_KEY: 'the-key' },
    host: 'api.openai.com',
    path: '/v1/responses',
    key: ['authorization', 'Bearer the-key'],
    answer: {
      id: 'r1',
      created_at: 1,
      model: 'gpt-5',
      output: [
        {
          type: 'message',
          role: 'assistant',
          id: 'm1',
          content: [{ type: 'output_text', text: words, annotations: [] }],
        },
      ],
      usage: {
        input_tokens: 50,
        input_tokens_details: { cached_tokens: 20 },
        output_tokens: 9,
        output_tokens_details: { reasoning_tokens: 4 },
      },
    },
    tokens: { input: 50, output: 9, cacheRead: 20, cacheWrite: 0, reasoning: 4 },
  },
  anthropic: {
    variables: { AI_MODEL: 'anthropic:claude-opus-4-1', ANTHROPIC_API_KEY: 'the-key' },
    host: 'api.anthropic.com',
    path: '/v1/messages',
    key: ['x-api-key', 'the-key'],
    answer: {
      type: 'message',
      id: 'm1',
      role: 'assistant',
      model: 'claude-opus-4-1',
      content: [{ type: 'text', text: words }],
      stop_reason: 'end_turn',
      usage: {
        input_tokens: 20,
        output_tokens: 9,
        cache_creation_input_tokens: 5,
        cache_read_input_tokens: 25,
      },
    },
    tokens: { input: 50, output: 9, cacheRead: 25, cacheWrite: 5, reasoning: 0 },
  },
  google: {
    variables: { AI_MODEL: 'google:gemini-2.5-pro', GOOGLE_GENERATIVE_AI_API_KEY: 'the-key' },
    host: 'generativelanguage.googleapis.com',
    path: '/v1beta/models/gemini-2.5-pro:generateContent',
    key: ['x-goog-api-key', 'the-key'],
    answer: {
      candidates: [{ content: { role: 'model', parts: [{ text: words }] }, finishReason: 'STOP', index: 0 }],
      usageMetadata: {
        promptTokenCount: 50,
        candidatesTokenCount: 5,
        thoughtsTokenCount: 4,
        cachedContentTokenCount: 20,
        totalTokenCount: 59,
      },
    },
    tokens: { input: 50, output: 9, cacheRead: 20, cacheWrite: 0, reasoning: 4 },
  },
}

describe.each(Object.entries(vendors))('%s', (provider, vendor) => {
  test('is asked at its own address with the configured key, and its token count is read', async () => {
    await using server = await startVendorServer(vendor.answer)
    const events: UsageEvent[] = []
    const config = parseAiConfig({ ...vendor.variables, AI_MAX_RETRIES: '0' })
    const ai = createAi({
      config,
      usage: { record: async (event) => void events.push(event) },
      fetch: server.fetch,
    })

    const { object } = await ai.generateObject(call)

    expect(object).toEqual({ waves: 3 })
    const [request] = server.requests
    const [header = '', value] = vendor.key
    expect(request).toMatchObject({ host: vendor.host, path: vendor.path })
    expect(request?.headers[header]).toBe(value)
    expect(JSON.stringify(request?.body)).toContain('waves')
    expect(events).toMatchObject([{ provider, outcome: 'ok', estimated: false, tokens: vendor.tokens }])
  })
})
