import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

const propose = async (title: string): Promise<string> =>
  String((await tenant.call('POST', 'decisions', { title, rationale: 'It is cheaper.' })).body.id)
const approve = (id: string) => tenant.call('POST', `decisions/${id}/approve`, {})

test('approving a decision dates it and names who decided', async () => {
  const id = await propose('Move to the new platform')

  const { body } = await approve(id)

  expect(body).toMatchObject({ state: 'approved', decided_by: tenant.userId })
  expect(body.decided_on).toMatch(/^\d{4}-\d\d-\d\d$/)
})

test('a superseded decision names its successor and is linked to it', async () => {
  const [first, second] = [await propose('Weekly releases'), await propose('Daily releases')]
  await approve(first)

  const { body } = await tenant.call('POST', `decisions/${first}/supersede`, { by: second })
  const links = await tenant.call<{
    items: { relation: string; direction: string; other: { id: string } }[]
  }>('GET', `decisions/${first}/links`)

  expect(body).toMatchObject({ state: 'superseded', superseded_by: second })
  expect(links.body.items).toMatchObject([{ relation: 'supersedes', direction: 'in', other: { id: second } }])
})

test('decisions cannot supersede each other in a circle', async () => {
  const [first, second] = [await propose('One way'), await propose('Another way')]
  await approve(first)
  await approve(second)
  await tenant.call('POST', `decisions/${first}/supersede`, { by: second })

  const circle = await tenant.call('POST', `decisions/${second}/supersede`, { by: first })

  expect(circle.status).toBe(422)
  expect((await tenant.call('GET', `decisions/${second}`)).body).toMatchObject({ state: 'approved' })
})

test('each participant answers for themselves, and only who was asked', async () => {
  const id = await propose('Ask around')
  const asked = await installation.member(tenant, 'member', 'contributor')
  const bystander = await installation.member(tenant, 'member', 'contributor')
  await tenant.call('POST', `decisions/${id}/add_participant`, { user_id: asked.userId, role: 'approves' })

  const answers = [
    await asked.call('POST', `decisions/${id}/respond`, { approval: 'approved' }),
    await bystander.call('POST', `decisions/${id}/respond`, { approval: 'rejected' }),
  ]
  const { body } = await tenant.call<{ items: unknown[] }>('GET', `decisions/${id}/participants`)

  expect(answers.map(({ status }) => status)).toEqual([200, 409])
  expect(body.items).toMatchObject([{ user_id: asked.userId, role: 'approves', approval: 'approved' }])
})

test('a participant gets another role, which may ask for an answer, and is taken off again', async () => {
  const id = await propose('Roles change')
  const member = await installation.member(tenant, 'member', 'contributor')
  const give = (role: string) =>
    tenant.call('POST', `decisions/${id}/add_participant`, { user_id: member.userId, role })
  const present = async () =>
    (await tenant.call<{ items: { id: string }[] }>('GET', `decisions/${id}/participants`)).body.items

  await give('informed')
  await give('approves')
  await member.call('POST', `decisions/${id}/respond`, { approval: 'approved' })
  await give('decides')
  const [participant] = await present()
  const remove = () =>
    tenant.call('POST', `decisions/${id}/remove_participant`, { participant_id: participant?.id })

  expect(participant).toMatchObject({ role: 'decides', approval: 'approved' })
  expect((await remove()).status).toBe(200)
  expect(await present()).toEqual([])
  expect((await remove()).status).toBe(404)
})

test('somebody of another organization cannot take part', async () => {
  const id = await propose('Strangers')
  const stranger = await installation.tenant()

  const refused = await tenant.call('POST', `decisions/${id}/add_participant`, {
    user_id: stranger.userId,
    role: 'informed',
  })

  expect(refused.status).toBe(422)
})
