import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

const raise = (fields: Record<string, unknown> = {}) =>
  tenant.call('POST', 'risks', {
    title: 'The vendor delivers late',
    probability: 'high',
    impact: 'medium',
    ...fields,
  })

test('a risk gets a key, an initial state and a score made of probability and impact', async () => {
  const { status, body } = await raise()

  expect(status).toBe(201)
  expect(body).toMatchObject({ key: 'RISK-1', state: 'open', score: 12, version: 1 })
})

test('every wrong field is named at once and nothing is written', async () => {
  const { status, body } = await tenant.call('POST', 'risks', {
    title: '',
    probability: 'certain',
    impact: 'low',
    score: 25,
  })

  expect(status).toBe(422)
  expect((body.errors as { path: string }[]).map(({ path }) => path).toSorted()).toEqual([
    'probability',
    'score',
    'title',
  ])
})

test.each([
  [{ loss_low: '10', loss_high: '5', currency: 'EUR' }, ['loss_high: must not be less than the lowest loss']],
  [{ loss_low: '10', loss_high: '50' }, ['currency: say in which currency the loss is']],
  [{ loss_low: '-1', loss_high: '5', currency: 'EUR' }, ['loss_low: is outside what this field allows']],
  [
    { residual_impact: 'low' },
    [
      'residual_probability: what remains needs both its probability and its impact',
      'residual_impact: what remains needs both its probability and its impact',
    ],
  ],
])('%o breaks a rule between fields, which is told beside them', async (fields, told) => {
  const made = await raise(fields)
  const { body } = await raise()
  const edited = await tenant.call('PATCH', `risks/${String(body.id)}`, fields)

  for (const answer of [made, edited]) {
    expect(answer.status).toBe(422)
    expect(
      (answer.body.errors as { path: string; message: string }[]).map(
        ({ path, message }) => `${path}: ${message}`,
      ),
    ).toEqual(told)
  }
})

test('an edit of an outdated version is refused and the first edit stands', async () => {
  const { body } = await raise()
  const id = String(body.id)
  await tenant.call(
    'PATCH',
    `risks/${id}`,
    { impact: 'very_high', reason: 'new estimate' },
    { 'if-match': '"1"' },
  )

  const second = await tenant.call('PATCH', `risks/${id}`, { impact: 'low' }, { 'if-match': '"1"' })

  expect(second.status).toBe(412)
  expect((await tenant.call('GET', `risks/${id}`)).body).toMatchObject({
    impact: 'very_high',
    score: 20,
    version: 2,
  })
})

test('the history says who changed what and why, and the past can be read', async () => {
  const { body } = await raise({ title: 'First words' })
  const id = String(body.id)
  const before = new Date().toISOString()
  await tenant.call('PATCH', `risks/${id}`, { title: 'Second words', reason: 'clearer' })

  const history = await tenant.call<{
    items: { changed: unknown[]; reason: string; actor: { id: string } }[]
  }>('GET', `risks/${id}/history`)
  const past = await tenant.call('GET', `risks/${id}?as_of=${encodeURIComponent(before)}`)

  expect(history.body.items[0]).toMatchObject({
    changed: [{ field: 'title', before: 'First words', after: 'Second words' }],
    reason: 'clearer',
    actor: { id: tenant.userId },
  })
  expect(past.body).toMatchObject({ title: 'First words', version: 1 })
})

test('as of the moment that an answer names, a record is what that answer said', async () => {
  const made = await raise({ title: 'First words' })
  const id = String(made.body.id)
  const edited = await tenant.call('PATCH', `risks/${id}`, { title: 'Second words' })
  await tenant.call('PATCH', `risks/${id}`, { title: 'Third words' })
  const asOf = async (time: unknown) =>
    (await tenant.call('GET', `risks/${id}?as_of=${encodeURIComponent(String(time))}`)).body

  expect(await asOf(made.body.created_at)).toMatchObject({ title: 'First words', version: 1 })
  expect(await asOf(edited.body.updated_at)).toMatchObject({ title: 'Second words', version: 2 })
})

test('a contributor who is not the owner of a risk cannot close it; its owner can', async () => {
  const contributor = await installation.member(tenant, 'member', 'contributor')
  const { body } = await raise()
  const refused = await contributor.call('POST', `risks/${String(body.id)}/close`, {
    outcome: 'avoided',
    reason: 'signed',
  })
  await tenant.call('PATCH', `risks/${String(body.id)}`, { owner_id: contributor.userId })

  const allowed = await contributor.call('POST', `risks/${String(body.id)}/close`, {
    outcome: 'avoided',
    reason: 'signed',
  })

  expect(refused.status).toBe(403)
  expect(allowed.body).toMatchObject({ state: 'closed', outcome: 'avoided' })
})

test('lists filter, sort by level and page without gaps or repeats', async () => {
  const other = await installation.tenant()
  const levels = ['low', 'very_high', 'medium', 'very_low', 'high']
  for (const probability of levels)
    await other.call('POST', 'risks', { title: `Risk ${probability}`, probability, impact: 'low' })

  const first = await other.call<{ items: { probability: string }[]; next_cursor: string }>(
    'GET',
    'risks?sort=probability&limit=3',
  )
  const rest = await other.call<{ items: { probability: string }[]; next_cursor: null }>(
    'GET',
    `risks?sort=probability&limit=3&cursor=${first.body.next_cursor}`,
  )

  expect([...first.body.items, ...rest.body.items].map(({ probability }) => probability)).toEqual([
    'very_low',
    'low',
    'medium',
    'high',
    'very_high',
  ])
  expect(rest.body.next_cursor).toBeNull()
})
