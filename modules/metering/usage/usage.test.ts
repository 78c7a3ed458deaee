import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import type { UsageEvent, UsagePort } from '#kernel/ai/index.ts'
import { usageRecorder } from './store.ts'

let installation: TestInstallation
let tenant: Tenant
let recorder: UsagePort

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
  recorder = usageRecorder(installation.house.database)
})
afterAll(() => installation.close())

const event = (fields: Partial<UsageEvent> = {}): UsageEvent => ({
  id: randomUUID(),
  scope: { orgId: tenant.orgId, projectId: tenant.projectId },
  provider: 'openai',
  model: 'priced',
  operation: 'generate',
  purpose: 'extraction.find',
  tokens: { input: 1_000, output: 100, cacheRead: 0, cacheWrite: 0, reasoning: 0 },
  estimated: false,
  durationMs: 12.4,
  outcome: 'ok',
  correlationId: 'test',
  occurredAt: new Date(),
  ...fields,
})
const setPrice = (fields: Record<string, unknown>) =>
  installation.call('POST', `orgs/${tenant.org}/model-prices`, {
    key: tenant.apiKey,
    body: {
      provider: 'openai',
      model: 'priced',
      currency: 'USD',
      input_price: '0.30',
      output_price: '0.60',
      valid_from: '2020-01-01T00:00:00Z',
      ...fields,
    },
  })
const rows = (model: string) =>
  installation.house.database
    .sql('maintenance')
    .query<{ cost: string | null; idempotency_key: string }>(
      'select cost, idempotency_key from usage_events where org_id = $1 and model = $2 order by recorded_at',
      [tenant.orgId, model],
    )

test('the smallest amounts are kept: a hundred thousand calls at three ten-thousandths of a dollar are thirty dollars', async () => {
  await setPrice({ model: 'small' })
  await recorder.record(
    event({ model: 'small', tokens: { input: 1_000, output: 0, cacheRead: 0, cacheWrite: 0, reasoning: 0 } }),
  )

  const [row] = await rows('small')

  expect(row?.cost).toBe('0.000300000000')
})

test('the same event is one row, however often and at whatever moment it is reported', async () => {
  const same = event({ model: 'once' })

  await Promise.all([recorder.record(same), recorder.record(same), recorder.record(same)])

  expect(await rows('once')).toHaveLength(1)
})

test('a call without a price has an unknown cost, never one of zero', async () => {
  await recorder.record(event({ model: 'unpriced' }))

  const usage = await installation.call<{
    items: { model: string; cost: string | null; unpriced_calls: number }[]
  }>('GET', `orgs/${tenant.org}/usage`, { key: tenant.apiKey })

  expect(usage.body.items.find(({ model }) => model === 'unpriced')).toMatchObject({
    cost: null,
    unpriced_calls: 1,
  })
})

test('each call is priced as on its day', async () => {
  await setPrice({ model: 'dated', input_price: '1' })
  await setPrice({ model: 'dated', input_price: '2', valid_from: '2026-06-01T00:00:00Z' })
  const tokens = { input: 1_000_000, output: 0, cacheRead: 0, cacheWrite: 0, reasoning: 0 }

  await recorder.record(event({ model: 'dated', tokens, occurredAt: new Date('2026-05-31T23:59:59Z') }))
  await recorder.record(event({ model: 'dated', tokens, occurredAt: new Date('2026-06-01T00:00:00Z') }))

  expect((await rows('dated')).map(({ cost }) => Number(cost))).toEqual([1, 2])
})

test('cost is the sum over the classes of tokens, exactly', async () => {
  await setPrice({
    model: 'classes',
    input_price: '3',
    output_price: '15',
    cache_read_price: '0.3',
    cache_write_price: '3.75',
  })
  const count = fc.integer({ min: 0, max: 5_000_000 })
  await fc.assert(
    fc.asyncProperty(count, count, count, count, async (plain, output, cacheRead, cacheWrite) => {
      const id = randomUUID()
      await recorder.record(
        event({
          id,
          model: 'classes',
          tokens: { input: plain + cacheRead + cacheWrite, output, cacheRead, cacheWrite, reasoning: 0 },
        }),
      )
      const row = (await rows('classes')).find(({ idempotency_key }) => idempotency_key === id)
      // in units of 10⁻⁸ dollars all prices are whole numbers per token
      const expected =
        BigInt(plain) * 300n + BigInt(output) * 1_500n + BigInt(cacheRead) * 30n + BigInt(cacheWrite) * 375n
      const stored = BigInt((row?.cost ?? '').replace('.', '')) / 10_000n
      expect(stored).toBe(expected)
    }),
    { numRuns: 25 },
  )
})
