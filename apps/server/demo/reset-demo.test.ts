import { afterAll, beforeAll, expect, test } from 'vitest'
import { records } from '../../../seed/demo/index.ts'
import { openTestInstallation, type Tenant, type TestInstallation } from '../testing.ts'
import { loadDemo } from './load-demo.ts'

interface Items {
  items: Record<string, unknown>[]
}

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

test(
  'a demo that was worked on begins anew at the same address, with the same documents and records',
  { timeout: 90_000 },
  async () => {
    const tenant = await installation.tenant()
    await markAsDemo(tenant)
    await tenant.call('POST', 'risks', { title: `Made by ${password}`, probability: 'low', impact: 'low' })

    const { status, body } = await reset(tenant, { cookie: await asOwner(tenant) })

    expect(status).toBe(200)
    expect(body.slug).toBe(tenant.project)
    expect(body.id).not.toBe(tenant.projectId)
    await expect
      .poll(async () => (await tenant.call<Items>('GET', 'evidence/stale')).body.items, { timeout: 60_000 })
      .toMatchObject([{ quote: 'Production cutover' }, { quote: 'Production cutover' }])
    const files = await tenant.call<Items>('GET', 'artifacts?limit=50')
    const risks = await tenant.call<Items>('GET', 'risks')
    expect(files.body.items.map(({ filename }) => filename)).toContain('project-plan-june.xlsx')
    expect(risks.body.items.map(({ title }) => title)).not.toContain(`Made by ${password}`)
    expect(risks.body.items.map(({ title }) => title)).toContain(
      'The cutover misses the date of the contract',
    )
  },
)

test('each record of the demo rests on words of its documents, and has a history with reasons', async () => {
  const tenant = await installation.tenant()
  await loadDemo(installation.house, { ...tenant, requestId: 'demo' })
  await installation.settle()
  for (const path of ['risks', 'issues', 'decisions'])
    for (const { id, key } of (await tenant.call<Items>('GET', path)).body.items) {
      const links = await tenant.call<Items>('GET', `${path}/${String(id)}/links`)
      const resting = links.body.items.filter(
        ({ relation, span }) => relation === 'rests_on' && span !== null,
      )
      expect([key, resting.length]).toEqual([key, expect.toSatisfy((count: number) => count > 0)])
    }
  const history = await tenant.call<Items>('GET', 'risks/RISK-2/history')
  expect(history.body.items.map(({ reason }) => reason)).toContain(
    'A first match by address found two of three readings.',
  )
  // a second time changes nothing
  await loadDemo(installation.house, { ...tenant, requestId: 'demo' })
  expect((await tenant.call<Items>('GET', 'risks')).body.items).toHaveLength(
    records.filter(({ kind }) => kind === 'risk').length,
  )
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
