import { describe, expect, test } from 'vitest'
import type { UsageClaim, UsageEvent, UsagePort } from './index.ts'
import { startAi } from './testing/ai-harness.ts'
import { failing } from './testing/failing.ts'
import { serverError } from './testing/simulated-provider.ts'

const call = {
  scope: { orgId: 'org-1' },
  purpose: 'test',
  prompt: 'x'.repeat(400),
  correlationId: 'c',
  idempotencyKey: 'k',
}

describe('metering', () => {
  test('repeats a failed recording under the same id', async () => {
    const seen: UsageEvent[] = []
    const usage: UsagePort = {
      record: async (event) => {
        seen.push(event)
        if (seen.length === 1) throw new Error('connection lost')
      },
    }
    await using at = await startAi({}, { usage })
    expect(await at.ai.generateText(call)).toMatchObject({ attempts: 1 })
    expect(seen.map((event) => event.id)).toEqual(['k:1', 'k:1'])
    expect(seen[0]).toEqual(seen[1])
  })

  test.each(['generateText', 'streamText', 'embed'] as const)(
    'withholds the result of %s where its usage cannot be recorded',
    async (verb) => {
      const usage: UsagePort = {
        record: async () => {
          throw new Error('database password is hunter2')
        },
      }
      await using at = await startAi({}, { usage })
      const work = {
        generateText: () => at.ai.generateText(call),
        streamText: async () => {
          for await (const part of at.ai.streamText(call)) expect(part.type).toBe('delta')
        },
        embed: () => at.ai.embed({ ...call, texts: ['a'] }),
      }
      const error = await failing(work[verb]())
      expect(error).toMatchObject({ code: 'ai-unavailable', retryable: false })
      expect(error.message).toContain('could not be recorded')
      expect(error.message).not.toContain('hunter2')
      expect(at.provider.requests).toHaveLength(1)
    },
  )

  test('reserves before each attempt what it may spend, and gives back what was not', async () => {
    const claims: UsageClaim[] = []
    const released: string[] = []
    const usage: UsagePort = {
      record: async () => {},
      reserve: async (claim) => void claims.push(claim),
      release: async (id) => void released.push(id),
    }
    await using at = await startAi({}, { usage })
    at.provider.enqueue(serverError())
    await at.ai.generateText({ ...call, maxOutputTokens: 70 })
    expect(claims.map((claim) => [claim.id, claim.tokens])).toEqual([
      ['k:1', { input: 100, output: 70 }],
      ['k:2', { input: 100, output: 70 }],
    ])
    expect(released).toEqual(['k:1'])
  })

  test('a refused reservation stops the call with its own error before anything is sent', async () => {
    class BudgetSpent extends Error {}
    const usage: UsagePort = {
      record: async () => {},
      reserve: async () => {
        throw new BudgetSpent()
      },
    }
    await using at = await startAi({}, { usage })
    await expect(at.ai.generateText(call)).rejects.toBeInstanceOf(BudgetSpent)
    await expect(at.ai.embed({ ...call, texts: ['a'] })).rejects.toBeInstanceOf(BudgetSpent)
    expect(at.provider.requests).toEqual([])
  })
})
