import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'

const text = 'The vendor may be late.\n\nHosting stays in Frankfurt.\n'
let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
  await tenant.call('POST', 'artifacts', Buffer.from(text), {
    'content-type': 'text/plain',
    'content-disposition': 'attachment; filename="notes.txt"',
  })
  await installation.settle()
})
afterAll(() => installation.close())

interface Links {
  items: { relation: string; span: { quote: string } | null; other: { key: string } }[]
}
const fields = { title: 'Late vendor', probability: 'high', impact: 'high' }

test('selected words become a risk that rests on exactly them', async () => {
  const made = await tenant.call('POST', 'artifacts/FILE-1/records', {
    start: 0,
    end: 23,
    kind: 'risk',
    fields,
  })

  expect([made.status, made.body.key]).toEqual([201, 'RISK-1'])
  const links = await tenant.call<Links>('GET', 'risks/RISK-1/links')
  expect(links.body.items).toMatchObject([
    { relation: 'rests_on', span: { quote: 'The vendor may be late.' }, other: { key: 'FILE-1' } },
  ])
})

test('words that are kept once are one span, on which a link to a record can rest', async () => {
  const span = { start: 25, end: 52 }
  const [first, again] = [
    await tenant.call('POST', 'artifacts/FILE-1/spans', span),
    await tenant.call('POST', 'artifacts/FILE-1/spans', span),
  ]
  expect(first.body).toMatchObject({ quote: 'Hosting stays in Frankfurt.' })
  expect(again.body.id).toBe(first.body.id)
  await tenant.call('POST', 'issues', { title: 'Where', priority: 'low', severity: 'low' })

  await tenant.call('POST', 'issues/ISS-1/links', {
    relation: 'rests_on',
    target_id: first.body.artifact_id,
    span_id: first.body.id,
  })

  const links = await tenant.call<Links>('GET', 'issues/ISS-1/links')
  expect(links.body.items[0]?.span?.quote).toBe('Hosting stays in Frankfurt.')
})

test('words outside of the text, no words, an unknown kind and wrong fields are refused, and nothing is made', async () => {
  const make = (body: object) => tenant.call('POST', 'artifacts/FILE-1/records', body)
  const before = (await tenant.call<{ items: unknown[] }>('GET', 'risks')).body.items.length

  expect((await make({ start: 40, end: 400, kind: 'risk', fields })).status).toBe(422)
  expect((await make({ start: 23, end: 25, kind: 'risk', fields })).status).toBe(422)
  expect((await make({ start: 0, end: 5, kind: 'wish', fields })).status).toBe(422)
  expect((await make({ start: 0, end: 5, kind: 'risk', fields: { title: 'x' } })).status).toBe(422)
  expect((await tenant.call<{ items: unknown[] }>('GET', 'risks')).body.items).toHaveLength(before)
})

test('who may not write cannot make a record from words', async () => {
  const viewer = await installation.member(tenant, 'viewer')
  const body = { start: 0, end: 5, kind: 'risk', fields }

  expect((await viewer.call('POST', 'artifacts/FILE-1/records', body)).status).toBe(403)
  expect((await viewer.call('POST', 'artifacts/FILE-1/spans', { start: 0, end: 5 })).status).toBe(403)
})
