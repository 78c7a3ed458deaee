import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '../testing.ts'

let installation: TestInstallation
const password = 'a long enough secret of an owner'

beforeAll(async () => {
  installation = await openTestInstallation()
})
afterAll(() => installation.close())

const asOwner = async (tenant: Tenant): Promise<string> => {
  const link = await installation.house.identity.oneTimeSignInLink(tenant.userId)
  const answer = await fetch(link, { redirect: 'manual' })
  return answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
}
const reset = (tenant: Tenant, headers: Record<string, string>) =>
  installation.call('POST', `orgs/${tenant.org}/projects/${tenant.project}/reset-demo`, {
    headers: { origin: installation.url, ...headers },
  })
const markAsDemo = (tenant: Tenant) =>
  installation.house.database
    .sql('maintenance')
    .query(`update projects set settings = '{"demo": true}' where org_id = $1 and id = $2`, [
      tenant.orgId,
      tenant.projectId,
    ])

test('a demo that was worked on begins anew at the same address, read from the same documents', async () => {
  const tenant = await installation.tenant()
  await markAsDemo(tenant)
  await tenant.call('POST', 'risks', { title: `Made by ${password}`, probability: 'low', impact: 'low' })

  const { status, body } = await reset(tenant, { cookie: await asOwner(tenant) })

  expect(status).toBe(200)
  expect(body.slug).toBe(tenant.project)
  expect(body.id).not.toBe(tenant.projectId)
  const risks = await tenant.call<{ items: unknown[] }>('GET', 'risks')
  expect([risks.status, risks.body.items]).toEqual([200, []])
  const files = await tenant.call<{ items: { filename: string }[] }>('GET', 'artifacts')
  expect(files.body.items.map(({ filename }) => filename)).toContain('services-contract.pdf')
})

test('no other project is set back, and only by an owner in person', async () => {
  const tenant = await installation.tenant()
  const cookie = await asOwner(tenant)
  expect((await reset(tenant, { cookie })).status).toBe(409)
  await markAsDemo(tenant)
  const admin = await installation.member(tenant, 'admin')

  expect((await reset(tenant, { cookie: await asOwner(admin) })).status).toBe(403)
  expect((await reset(tenant, { authorization: `Bearer ${tenant.apiKey}` })).status).toBe(403)
})
