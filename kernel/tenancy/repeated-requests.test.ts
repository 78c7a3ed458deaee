import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type TestAnswer, type TestInstallation } from '#apps/server/testing.ts'

let installation: TestInstallation
let email: string
let cookie: string

beforeAll(async () => {
  installation = await openTestInstallation()
  email = `person-${randomBytes(6).toString('hex')}@example.org`
  const { identity } = installation.house
  const { id } = await identity.createUser({
    name: 'Person',
    email,
    password: randomBytes(12).toString('hex'),
  })
  const entered = await fetch(await identity.oneTimeSignInLink(id), { redirect: 'manual' })
  cookie = entered.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
})
afterAll(() => installation.close())

const post = (path: string, key: string | undefined, body: unknown): Promise<TestAnswer> =>
  installation.call('POST', path, {
    body,
    headers: { cookie, origin: installation.url, ...(key ? { 'idempotency-key': key } : {}) },
  })
const organizations = async (): Promise<unknown[]> => {
  const { body } = await installation.call<{ organizations: unknown[] }>('GET', 'me', { headers: { cookie } })
  return body.organizations
}

test('an organization that is asked for twice with one key is made once, also at the same moment', async () => {
  const before = (await organizations()).length
  const make = () => post('orgs', 'one company', { name: 'One Company' })
  const answers = [...(await Promise.all([make(), make(), make()])), await make()]

  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(3)
  expect(await organizations()).toHaveLength(before + 1)
})

test('the same key for an organization of another name is refused', async () => {
  await post('orgs', 'two companies', { name: 'First' })
  const other = await post('orgs', 'two companies', { name: 'Second' })

  expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused'])
})

test('without a key, each request makes an organization of its own', async () => {
  const [first, second] = [
    await post('orgs', undefined, { name: 'Same' }),
    await post('orgs', undefined, { name: 'Same' }),
  ]
  expect(first.body.id).not.toBe(second.body.id)
})

test('a project that is asked for twice with one key is made once, and answered both times', async () => {
  const { org } = await installation.tenant()
  const made = await post('orgs', undefined, { name: 'Company with projects' })
  const place = `orgs/${String(made.body.slug)}/projects`
  const first = await post(place, 'one project', { name: 'Portal' })
  const second = await post(place, 'one project', { name: 'Portal' })

  expect([first.status, second.status]).toEqual([201, 201])
  expect(second.body).toEqual(first.body)
  expect(org).not.toBe(made.body.slug)
})

test('an invitation is accepted once, and a repetition with the same key is answered the same', async () => {
  const tenant = await installation.tenant()
  const invited = await installation.call<{ link: string }>('POST', `orgs/${tenant.org}/invitations`, {
    key: tenant.apiKey,
    body: { email },
  })
  const token = new URL(invited.body.link).searchParams.get('token')
  const first = await post('invitations/accept', 'join', { token })
  const repeated = await post('invitations/accept', 'join', { token })
  const again = await post('invitations/accept', undefined, { token })

  expect(first).toMatchObject({ status: 200, body: { org_id: tenant.orgId } })
  expect(repeated).toMatchObject({ status: 200, body: { org_id: tenant.orgId } })
  expect(again.status).toBe(404)
})
