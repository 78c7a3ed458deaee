import { afterAll, beforeAll, expect, test } from 'vitest'
import { transactIn } from '#kernel/contract/index.ts'
import { createEntity } from '#kernel/entities/index.ts'
import { createSealer, verifyChain } from '#kernel/ledger/index.ts'
import { systemPlace } from '#kernel/tenancy/system-place.ts'
import { records } from '../../../seed/demo/index.ts'
import { openTestInstallation, type Tenant, type TestInstallation } from '../testing.ts'
import { loadDemo } from './load-demo.ts'
import { toldIn } from './told-in.ts'

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
    // as the web app sends it, which has nothing to say
    body: {},
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
      .poll(
        async () =>
          (await tenant.call<Items>('GET', 'evidence/stale')).body.items.map(({ quote }) => quote).toSorted(),
        { timeout: 60_000 },
      )
      // a risk and an issue, and the conflict between contract and plan
      .toEqual(['2026-10-31', 'Production cutover', 'Production cutover'])
    const files = await tenant.call<Items>('GET', 'artifacts?limit=50')
    const risks = await tenant.call<Items>('GET', 'risks')
    expect(files.body.items.map(({ filename }) => filename)).toContain('project-plan-june.xlsx')
    expect(risks.body.items.map(({ title }) => title)).not.toContain(`Made by ${password}`)
    expect(risks.body.items.map(({ title }) => title)).toContain(
      'The cutover misses the date of the contract',
    )
  },
)

test('each record of the demo rests on words of its documents, and has a past with reasons in a chain that holds', async () => {
  const tenant = await installation.tenant()
  await markAsDemo(tenant)
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
  const lastWeek = new Date(Date.now() - 7 * 24 * 60 * 60_000).toISOString()
  const risk = (asOf = '') => tenant.call('GET', `risks/RISK-1${asOf}`)
  expect((await risk(`?as_of=${lastWeek}`)).body.probability).toBe('medium')
  expect((await risk()).body.probability).toBe('high')
  // a told time is declared, and the chain seals it when it was really written
  await createSealer(installation.house).sealOnce()
  const told = await installation.call<Items>('GET', `orgs/${tenant.org}/audit?kind=risk&to=${lastWeek}`, {
    headers: { authorization: `Bearer ${tenant.apiKey}` },
  })
  expect(told.body.items.length).toBeGreaterThan(5)
  for (const { category, sealed_at } of told.body.items)
    expect([category, String(sealed_at) > lastWeek]).toEqual(['demo', true])
  expect(
    await verifyChain(installation.house.database.sql('maintenance'), { orgId: tenant.orgId }),
  ).toMatchObject({ ok: true, problems: [] })
  // a second time changes nothing
  await loadDemo(installation.house, { ...tenant, requestId: 'demo' })
  expect((await tenant.call<Items>('GET', 'risks')).body.items).toHaveLength(
    records.filter(({ kind }) => kind === 'risk').length,
  )
})

test('only a demo is told with times of its own, and never of what is to come', async () => {
  const tenant = await installation.tenant()
  const kind = installation.house.registry.kind('risk')
  const place = await systemPlace(installation.house, tenant.orgId, tenant.projectId, {
    requestId: 'told',
    actor: { type: 'user', id: tenant.userId },
  })
  if (!kind || !place) throw new Error('the installation lacks risks')
  const tell = (daysAgo: number) =>
    transactIn(toldIn(place, daysAgo), (context) =>
      createEntity(context, kind, { title: 'Told', probability: 'low', impact: 'low' }),
    )
  await expect(tell(7)).rejects.toThrow()
  await markAsDemo(tenant)

  expect((await tell(7)).created_at < new Date(Date.now() - 6 * 24 * 60 * 60_000).toISOString()).toBe(true)
  await expect(tell(-1)).rejects.toThrow()
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
