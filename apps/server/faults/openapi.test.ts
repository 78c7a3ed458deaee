import { Validator } from '@seriousme/openapi-schema-validator'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { fullPath } from '#kernel/contract/index.ts'
import { Registry } from '#kernel/module/index.ts'
import { allEndpoints } from '../endpoints.ts'
import { modules } from '../modules.ts'
import { openTestInstallation, type Tenant, type TestAnswer, type TestInstallation } from '../testing.ts'

const media = z.record(z.string(), z.looseObject({ schema: z.record(z.string(), z.unknown()).optional() }))
const parameter = z.looseObject({ name: z.string(), in: z.string() })
const operation = z.looseObject({
  parameters: z.array(parameter).optional(),
  operationId: z.string(),
  responses: z.record(z.string(), z.looseObject({ content: media.optional() })),
})
const openApi = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), operation)),
})

let installation: TestInstallation
let tenant: Tenant
let document: z.output<typeof openApi>
const ajv = addFormats.default(new Ajv2020.default({ strict: false, allErrors: true }))

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
  document = openApi.parse(await (await fetch(`${installation.url}/api/openapi.json`)).json())
  ajv.addSchema(document, 'openapi')
})
afterAll(() => installation.close())

const operations = (): { name: string; method: string; path: string; spec: z.output<typeof operation> }[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, spec]) => ({ name: spec.operationId, method, path, spec })),
  )

/** What of an answer is not as documented: nothing, or sentences. */
const wrongIn = (name: string, answer: TestAnswer): string[] => {
  const found = operations().find((each) => each.name === name)
  if (!found) return [`${name} is not documented`]
  const status = found.spec.responses[String(answer.status)] ? String(answer.status) : 'default'
  const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
  const content = found.spec.responses[status]?.content?.[type]
  if (!content) return [`${name} answers ${answer.status} with ${type}, which is not documented`]
  if (!content.schema) return [`${name} does not say what it answers`]
  const pointer = ['paths', found.path, found.method, 'responses', status, 'content', type, 'schema']
    .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/')
  const fits = ajv.compile({ $ref: `openapi#/${pointer}` })
  fits(answer.body)
  return (fits.errors ?? []).map(({ instancePath, message }) => `${name}${instancePath} ${message}`)
}

describe('the document that the API gives of itself', () => {
  test('is OpenAPI 3.1', async () => {
    const result = await new Validator().validate(JSON.parse(JSON.stringify(document)))
    expect(result.errors ?? []).toEqual([])
    expect(document.openapi).toMatch(/^3\.1\./)
  })

  test('names every operation once', () => {
    const names = operations().map(({ name }) => name)
    expect(names.length).toBeGreaterThan(50)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  test('has every endpoint, and no other', () => {
    const registry = new Registry(modules)
    const served = allEndpoints(registry).map((endpoint) => `${endpoint.method} /${fullPath(endpoint)}`)
    expect(
      operations()
        .map(({ method, path }) => `${method.toUpperCase()} ${path}`)
        .toSorted(),
    ).toEqual(served.toSorted())
  })

  test('names the parameters of every path', () => {
    const lacking = operations().filter(({ path, spec }) => {
      const named = (spec.parameters ?? []).filter((each) => each.in === 'path').map(({ name }) => name)
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      return named.toSorted().join() !== wanted.toSorted().join()
    })
    expect(lacking.map(({ name }) => name)).toEqual([])
  })

  test('describes refusals for every operation', () => {
    expect(
      operations().filter(({ spec }) => !spec.responses['default']?.content?.['application/problem+json']),
    ).toEqual([])
  })

  test('every operation that is documented is there: without sign-in each is refused as such', async () => {
    for (const { name, method, path } of operations()) {
      const address = path.replaceAll(/\{\w+\}/g, 'x').slice(1)
      const answer = await installation.call(
        method.toUpperCase(),
        address,
        method === 'get' || method === 'delete' ? {} : { body: {} },
      )
      expect({ name, status: answer.status, wrong: wrongIn(name, answer) }).toEqual({
        name,
        status: 401,
        wrong: [],
      })
    }
  })
})

describe('answers are as documented', () => {
  const risk = { title: 'Slip', probability: 'high', impact: 'low' }

  test('on a walk from an upload to an accepted suggestion', { timeout: 60_000 }, async () => {
    const wrong: string[] = []
    const walk = async (
      name: string,
      method: string,
      path: string,
      body?: unknown,
      headers?: Record<string, string>,
    ): Promise<TestAnswer> => {
      const answer = await tenant.call(method, path, body, headers)
      wrong.push(
        ...(answer.status < 400
          ? wrongIn(name, answer)
          : [`${name} answered ${answer.status} ${JSON.stringify(answer.body)}`]),
      )
      return answer
    }
    const org = async (name: string, method: string, path: string, body?: unknown): Promise<void> => {
      const answer = await installation.call(method, path, {
        key: tenant.apiKey,
        ...(body === undefined ? {} : { body }),
      })
      wrong.push(...(answer.status < 400 ? wrongIn(name, answer) : [`${name} answered ${answer.status}`]))
    }
    await org('me.get', 'GET', 'me')
    await org('projects.list', 'GET', `orgs/${tenant.org}/projects`)
    await org('projects.create', 'POST', `orgs/${tenant.org}/projects`, { name: 'Other' })
    await org('members.list', 'GET', `orgs/${tenant.org}/members`)
    await org('invitations.create', 'POST', `orgs/${tenant.org}/invitations`, {
      email: 'new@example.org',
      role: 'member',
    })
    await org('invitations.list', 'GET', `orgs/${tenant.org}/invitations`)
    await org('apiKeys.list', 'GET', `orgs/${tenant.org}/api-keys`)
    await walk('risks.create', 'POST', 'risks', risk)
    await walk('risks.list', 'GET', 'risks')
    await walk('risks.get', 'GET', 'risks/RISK-1')
    await walk('risks.edit', 'PATCH', 'risks/RISK-1', {
      impact: 'high',
      loss_low: '10.50',
      loss_high: '20',
      currency: 'EUR',
    })
    await walk('risks.comment', 'POST', 'risks/RISK-1/comments', { body: 'Seen' })
    await walk('risks.comments', 'GET', 'risks/RISK-1/comments')
    const issue = await walk('issues.create', 'POST', 'issues', {
      title: 'Down',
      priority: 'high',
      severity: 'high',
    })
    await walk('risks.link', 'POST', 'risks/RISK-1/links', {
      relation: 'relates_to',
      target_id: issue.body['id'],
    })
    await walk('risks.links', 'GET', 'risks/RISK-1/links')
    await walk('risks.trace', 'GET', 'risks/RISK-1/trace')
    await walk('risks.history', 'GET', 'risks/RISK-1/history')
    await walk('decisions.create', 'POST', 'decisions', { title: 'Move', rationale: 'Cheaper' })
    const sent = await tenant.call(
      'POST',
      'artifacts',
      Buffer.from('# Plan\n\nThere is a risk that the vendor slips by six weeks.\n'),
      { 'content-type': 'text/markdown', 'content-disposition': 'attachment; filename="plan.md"' },
    )
    expect(sent.status).toBe(201)
    await installation.settle()
    await walk('artifacts.get', 'GET', 'artifacts/FILE-1')
    await walk('artifacts.text', 'GET', 'artifacts/FILE-1/text')
    await walk('artifacts.place', 'GET', 'artifacts/FILE-1/place?start=0&end=4')
    const suggested = await walk('suggestions.list', 'GET', 'suggestions')
    const [first] = z.array(z.object({ id: z.string() })).parse(suggested.body['items'])
    await walk('suggestions.accept', 'POST', `suggestions/${first?.id}/accept`, {})
    await walk('job_runs.list', 'GET', 'job-runs')
    await walk('risks.delete', 'DELETE', 'risks/RISK-1')
    await walk('risks.restore', 'POST', 'risks/RISK-1/restore')
    expect(wrong).toEqual([])
  })

  test('for refusals of every kind', async () => {
    await tenant.call('POST', 'risks', risk)
    const refused: [string, TestAnswer][] = [
      ['risks.get', await tenant.call('GET', 'risks/RISK-999')],
      ['risks.create', await tenant.call('POST', 'risks', { title: '' })],
      ['risks.edit', await tenant.call('PATCH', 'risks/RISK-1', { impact: 'low' }, { 'if-match': '"99"' })],
      ['risks.list', await tenant.call('GET', 'risks?limit=0')],
      [
        'artifacts.upload',
        await tenant.call('POST', 'artifacts', Buffer.from('x'), { 'content-type': 'text/plain' }),
      ],
    ]
    expect(refused.map(([, { status }]) => status)).toEqual([404, 422, 412, 422, 422])
    expect(refused.flatMap(([name, answer]) => wrongIn(name, answer))).toEqual([])
  })
})

test('people read the same description as a page that runs no script and names every operation', async () => {
  const page = await fetch(`${installation.url}/api/docs`)
  const text = await page.text()
  const ids = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  )

  expect(page.status).toBe(200)
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
  expect(ids.length).toBeGreaterThan(100)
  expect(ids.filter((id) => !text.includes(`id="${id}"`))).toEqual([])
  expect(text).not.toMatch(/<script|\[object /)
})
