import { describe, expect, test } from 'vitest'
import { AiError, parseAiConfig } from './index.ts'

const mistakes = (variables: Record<string, string>): string => {
  try {
    parseAiConfig(variables)
  } catch (error) {
    if (error instanceof AiError && error.code === 'ai-misconfigured') return error.message
    throw error
  }
  return 'none'
}

describe('the configuration of model calls', () => {
  test('works with nothing set, offline and with the packaged embedder', () => {
    const config = parseAiConfig({ AI_MODEL: '', AI_TIMEOUT_MS: ' ' })
    expect(config).toMatchObject({
      AI_MODEL: { provider: 'offline' },
      AI_EMBEDDING_MODEL: { provider: 'packaged' },
      AI_TIMEOUT_MS: 120_000,
      AI_MAX_RETRIES: 3,
      AI_CONCURRENCY: 8,
    })
  })

  test.each([
    ['openai:gpt-5', 'OPENAI_API_KEY'],
    ['anthropic:claude-opus', 'ANTHROPIC_API_KEY'],
    ['google:gemini-pro', 'GOOGLE_GENERATIVE_AI_API_KEY'],
  ])('%s needs its key', (model, key) => {
    expect(mistakes({ AI_MODEL: model })).toMatch(new RegExp(`^${key} is missing: AI_MODEL`))
    expect(mistakes({ AI_MODEL: model, [key]: 'sk-1' })).toBe('none')
  })

  test.each([
    ['compatible:llama@http://localhost:11434/v1/', 'llama', 'http://localhost:11434/v1'],
    ['compatible:@cf/meta/llama@https://host/v1', '@cf/meta/llama', 'https://host/v1'],
    ['compatible:a:b@https://host', 'a:b', 'https://host'],
  ])('reads %s', (text, model, url) => {
    expect(parseAiConfig({ AI_MODEL: text }).AI_MODEL).toEqual({ provider: 'compatible', model, url })
  })

  test.each([
    [{ AI_MODEL: 'gpt-5' }, 'AI_MODEL must be offline, openai:MODEL'],
    [{ AI_MODEL: 'openai:' }, 'AI_MODEL needs a model after the colon'],
    [{ AI_MODEL: 'compatible:llama' }, 'compatible:NAME@http'],
    [{ AI_MODEL: 'compatible:llama@file:///etc/passwd' }, 'http(s) address'],
    [{ AI_MODEL: 'compatible:llama@http://me:pass@host/v1' }, 'AI_COMPATIBLE_API_KEY'],
    [{ AI_EMBEDDING_MODEL: 'anthropic:claude' }, 'offers no embeddings'],
    [{ AI_EMBEDDING_MODEL: 'offline' }, 'AI_EMBEDDING_MODEL must be packaged, none'],
    [{ AI_TIMEOUT_MS: 'soon' }, 'AI_TIMEOUT_MS must be a whole number'],
    [{ AI_MAX_RETRIES: '-1' }, 'AI_MAX_RETRIES must be a whole number from 0 to 10'],
    [{ AI_CONCURRENCY: '0' }, 'AI_CONCURRENCY must be a whole number from 1 to 256'],
  ])('refuses %o and says why', (variables, expected) => {
    expect(mistakes(variables)).toContain(expected)
  })

  test('names every mistake at once and repeats no key', () => {
    const told = mistakes({ AI_MODEL: 'gpt', AI_TIMEOUT_MS: 'x', OPENAI_API_KEY: 'sk-secret' })
    expect(told).toContain('AI_MODEL')
    expect(told).toContain('AI_TIMEOUT_MS')
    expect(told).not.toContain('sk-secret')
  })
})
