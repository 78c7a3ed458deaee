import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { fullPath, isCallable } from '#kernel/contract/index.ts'
import { Registry } from '#kernel/module/index.ts'
import { allEndpoints } from '#apps/server/endpoints.ts'
import { modules } from '#apps/server/modules.ts'
import { routes } from '../../generated/api.ts'
import { callOver, type Call } from './call.ts'
import { flatQuery } from './flat-query.ts'
import { routeIn } from './route.ts'

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

test('what every kind has is called by the collection, without naming the kind', async () => {
  const params = { org: tenant.org, project: tenant.project, collection: 'risks' }
  const made = await call('entities.create', {
    params,
    body: { title: 'Late data', probability: 'high', impact: 'high' },
  })
  const closed = await call('entities.do', {
    params: { ...params, id: made.key, verb: 'accept' },
    body: { reason: 'Small enough.' },
  })

  expect(made).toMatchObject({ kind: 'risk', label: 'Late data', abilities: { edit: true } })
  expect(closed).toMatchObject({ id: made.id, state: 'accepted' })
})

test('every operation and every stream is where the server has it', () => {
  const endpoints = allEndpoints(new Registry(modules))
  expect(endpoints.map(({ name }) => [name, ...routeIn(routes, name)])).toEqual(
    endpoints.map((endpoint) => [endpoint.name, endpoint.method, fullPath(endpoint)]),
  )
})

test('the table of addresses does not grow with the kinds', () => {
  const operations = allEndpoints(new Registry(modules)).filter(isCallable)
  const named = Object.keys(routes).filter((name) => name.startsWith('risks.'))
  expect(operations.filter(({ name }) => name.startsWith('risks.')).length).toBeGreaterThan(20)
  expect(named).toEqual([])
})
