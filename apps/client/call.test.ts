import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { routes } from '../../generated/api.ts'
import { callOver, type Call } from './call.ts'
import { flatQuery } from './flat-query.ts'

let installation: TestInstallation
let tenant: Tenant
let call: Call

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
  call = callOver(async ({ method, path, query, body }) => {
    const address = new URL(path, installation.url)
    for (const [name, value] of Object.entries(flatQuery(query))) address.searchParams.set(name, value)
    const answer = await fetch(address, {
      method,
      headers: { authorization: `Bearer ${tenant.apiKey}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(await answer.text())
    return answer.json()
  })
})
afterAll(() => installation.close())

test('operations are called by name, typed from the contract', async () => {
  const params = { org: tenant.org, project: tenant.project }
  const made = await call('risks.create', {
    params,
    body: { title: 'Late data', probability: 'high', impact: 'high' },
  })
  const edited = await call('risks.edit', { params: { ...params, id: made.key }, body: { impact: 'low' } })
  const listed = await call('risks.list', { params, query: { filter: { score: { gte: '1' } }, limit: 5 } })

  expectTypeOf(made.probability).toEqualTypeOf<'very_low' | 'low' | 'medium' | 'high' | 'very_high'>()
  expect(edited).toMatchObject({ key: made.key, impact: 'low', version: 2 })
  expect(listed.items.map(({ title }) => title)).toEqual(['Late data'])
})

test('values of a path stay values, and cannot lead elsewhere', async () => {
  const asked: string[] = []
  const pathOnly = callOver(async ({ path }) => void asked.push(path))
  await pathOnly('risks.get', { params: { org: 'a/b', project: 'p', id: 'RISK-1?x=1#y' } })

  expect(asked).toEqual(['/api/v1/orgs/a%2Fb/projects/p/risks/RISK-1%3Fx%3D1%23y'])
  for (const project of ['', '.', '..'])
    await expect(pathOnly('risks.list', { params: { org: 'a', project } })).rejects.toThrow('is no project')
})

test('every operation has an address', () => {
  for (const [method, path] of Object.values(routes)) {
    expect(method).toMatch(/^(GET|POST|PATCH|PUT|DELETE)$/)
    expect(path).toMatch(/^[\w{}/-]+$/)
  }
})
