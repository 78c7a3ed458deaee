import { afterAll, describe, expect, test } from 'vitest'
import { failing } from '../testing/failing.ts'
import { createPackagedEmbedder } from './packaged-embedder.ts'

const call = {
  scope: { orgId: 'org-1' },
  purpose: 'test',
  texts: [],
  correlationId: 'c',
  idempotencyKey: 'k',
}
const embedder = createPackagedEmbedder({ threads: 1, idleMs: 400 })
afterAll(() => embedder.close())

const embed = (...texts: string[]) => embedder.embed(call, texts, 'batch')
const likeness = (a: Float32Array | undefined, b: Float32Array | undefined) =>
  a && b
    ? a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0) / (Math.hypot(...a) * Math.hypot(...b))
    : Number.NaN

describe('the packaged embedder', () => {
  test('places paraphrases nearer than unrelated sentences', async () => {
    const [asked, paraphrase, other] = await embed(
      'How old are you?',
      'What is your age?',
      'The firewall of the new data center is open.',
    )
    expect(asked).toHaveLength(512)
    expect(likeness(asked, paraphrase)).toBeGreaterThan(likeness(asked, other) + 0.2)
  })

  test('gives a text the same vector whatever it is embedded with', async () => {
    const texts = Array.from({ length: 20 }, (_, i) => `Risk ${i} ${'may delay the cutover '.repeat(i % 5)}`)
    const together = await embed(...texts)
    const [alone] = await embed(texts[13] ?? '')
    expect(likeness(together[13], alone)).toBeCloseTo(1, 4)
  })

  test('embeds long, empty and unspaced texts', async () => {
    const vectors = await embed('word '.repeat(2_000), '', '   ', '長'.repeat(4_000))
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 1)
  })

  test('reads a long text to its end', async () => {
    const opening = 'The migration of the billing database depends on the network team. '.repeat(12)
    const [one, other] = await embed(
      `${opening}The wave was approved.`,
      `${opening}${'Elephants dance on the moon. '.repeat(6)}`,
    )
    expect(likeness(one, other)).toBeLessThan(0.98)
  })

  test('does not block the thread that asks', async () => {
    let ticks = 0
    const timer = setInterval(() => (ticks += 1), 5)
    await embed(
      ...Array.from({ length: 32 }, (_, i) => `A sentence about wave ${i} of the migration and its budget.`),
    )
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(5)
  })

  test('is unloaded when idle and comes back when needed', async () => {
    await embed('a')
    expect(embedder.threads).toBe(1)
    await expect.poll(() => embedder.threads, { timeout: 5_000 }).toBe(0)
    expect(await embed('a')).toHaveLength(1)
  })

  test('serves calls that come at once, however few its threads, and outlives its idle time while busy', async () => {
    const texts = Array.from({ length: 24 }, (_, i) => `Wave ${i} of the migration.`)
    const many = [1, 2, 3, 4, 5].map((turn) => embed(...texts.map((text) => `${turn}: ${text}`)))
    for (const vectors of await Promise.all(many)) expect(vectors).toHaveLength(24)
    expect(embedder.threads).toBe(1)
  })

  test('says that it stopped when closed in the middle, and starts anew afterwards', async () => {
    const work = failing(embed(...Array.from({ length: 64 }, (_, i) => `Wave ${i} of the migration.`)))
    await new Promise((resolve) => setTimeout(resolve, 50))
    await embedder.close()
    expect(await work).toMatchObject({ code: 'ai-unavailable', retryable: true })
    expect(await embed('again')).toHaveLength(1)
  })

  test('stops between windows when cancelled', async () => {
    const controller = new AbortController()
    const texts = Array.from(
      { length: 400 },
      (_, i) => `A sentence about wave ${i} of the migration and its budget.`,
    )
    const work = failing(embedder.embed({ ...call, signal: controller.signal }, texts, 'batch'))
    controller.abort()
    expect((await work).code).toBe('ai-cancelled')
  })
})
