import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import type { SearchAnswer } from './index.ts'

let installation: TestInstallation
let tenant: Tenant
let stranger: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
  stranger = await installation.tenant()
  await upload(tenant, 'cutover.md', '# Cutover plan\n\nThe portal moves on Friday night. Rollback needs the old certificates.\n\n## Costs\n\nInvoice INV-2024-001 covers the migration of 42 databases.\n')
  await upload(tenant, 'minutes.txt', 'Maria asked whether the certificates expire before the migration of the portal.')
  await tenant.call('POST', 'risks', { title: 'Certificates expire', description: 'Nobody renews the certificates in time.', probability: 'high', impact: 'high' })
  await upload(stranger, 'secret.txt', 'The stranger keeps certificates, too.')
  await installation.settle()
})
afterAll(() => installation.close())

const upload = async (of: Tenant, filename: string, text: string): Promise<void> => {
  const form = new FormData()
  form.set('file', new File([text], filename))
  const { status, body } = await of.call('POST', 'artifacts', form)
  if (status >= 300) throw new Error(JSON.stringify(body))
}

const find = async (q: string, more: Record<string, string> = {}, by: Tenant = tenant) =>
  by.call<SearchAnswer & { code?: string }>('GET', `search?${new URLSearchParams({ q, mode: 'lexical', ...more })}`)

test('files and records are found by their words, best first, with what was meant marked', async () => {
  const { body } = await find('renew certificates')

  expect(body.hits[0]).toMatchObject({ kind: 'risk', key: 'RISK-1', title: 'Certificates expire', start: null })
  expect(new Set(body.hits.map(({ kind }) => kind))).toEqual(new Set(['risk', 'artifact']))
  expect(body.hits[0]?.highlights.map(([start, end]) => body.hits[0]?.text.slice(start, end))).toEqual(['Certificates', 'renews', 'certificates'])
})
