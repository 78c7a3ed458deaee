import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { createSealer, verifyChain } from '../ledger/index.ts'

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

interface Risk {
  id: string
  key: string
  title: string
  impact: string
  score: number
  loss_high: string | null
  state: string
  tags: string[]
  version: number
  deleted_at: string | null
}
interface Answer {
  code: string
  detail: string
  change: string
  records: { key: string; effect: string; fields: string[] }[]
  links: unknown[]
  errors: { path: string; message: string }[]
}

const raise = async (fields: object = {}, by = tenant): Promise<Risk> =>
  (
    await by.call<Risk>('POST', 'risks', {
      title: 'Late vendor',
      probability: 'high',
      impact: 'medium',
      ...fields,
    })
  ).body
const read = async ({ id }: { id: string }): Promise<Risk> =>
  (await tenant.call<Risk>('GET', `risks/${id}`)).body

/** Makes a change and gives what names it. */
const change = async (method: string, path: string, body?: unknown, by = tenant): Promise<string> => {
  const answer = await by.call(method, path, body)
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
  return answer.headers.get('x-request-id') ?? ''
}
const undo = (id: string, body?: unknown, by = tenant) => by.call<Answer>('POST', `changes/${id}/undo`, body)

test('an edit is taken back by a new change that says what it undoes, and that can be undone in turn', async () => {
  const risk = await raise({ loss_high: '1250.50', loss_low: '3', currency: 'EUR' })
  const edit = await change('PATCH', `risks/${risk.id}`, {
    title: 'Early vendor',
    impact: 'low',
    loss_high: '7.25',
  })

  const back = await undo(edit, { reason: 'a slip' })
  expect(back.body.records).toMatchObject([
    { key: risk.key, effect: 'changed', fields: ['impact', 'loss_high', 'title'] },
  ])
  expect(await read(risk)).toMatchObject({
    title: 'Late vendor',
    impact: 'medium',
    loss_high: '1250.50',
    score: risk.score,
    version: 3,
  })
  const again = await undo(back.body.change)
  expect(again.status).toBe(200)
  expect(await read(risk)).toMatchObject({
    title: 'Early vendor',
    impact: 'low',
    loss_high: '7.25',
    version: 4,
  })

  const { body } = await tenant.call<{ items: { undoes: string | null; reason: string | null }[] }>(
    'GET',
    `risks/${risk.id}/history`,
  )
  expect(body.items.map(({ undoes, reason }) => [undoes, reason])).toEqual([
    [back.body.change, null],
    [edit, 'a slip'],
    [null, null],
    [null, null],
  ])
  await createSealer(installation.house).sealOnce()
  expect(
    await verifyChain(installation.house.database.sql('maintenance'), { orgId: tenant.orgId }),
  ).toMatchObject({ ok: true })
})

test('where the same field was changed since, each record and field is named and nothing is undone', async () => {
  const [a, b] = [await raise(), await raise()]
  const edit = await change('PATCH', 'risks', {
    ids: [a.id, b.id],
    changes: { impact: 'very_high', title: 'Both' },
  })
  await change('PATCH', `risks/${b.id}`, { title: 'Mine' })
  await change('PATCH', `risks/${a.id}`, { description: 'another field' })

  const preview = await tenant.call<{ undoable: boolean; conflicts: object[] }>('GET', `changes/${edit}`)
  expect(preview.body).toMatchObject({
    undoable: false,
    conflicts: [{ record: b.id, key: b.key, field: 'title', now: 'Mine', by: 'Test Person' }],
  })
  const refused = await undo(edit)
  expect(refused).toMatchObject({ status: 409, body: { code: 'changed-since' } })
  expect(refused.body.errors).toEqual([
    { path: `${b.key}.title`, message: 'was changed since by Test Person' },
  ])
  expect(await read(a)).toMatchObject({ impact: 'very_high', title: 'Both' })

  expect((await undo(edit, { records: [a.key] })).status).toBe(200)
  expect(await read(a)).toMatchObject({
    impact: 'medium',
    title: 'Late vendor',
    description: 'another field',
  })
  expect((await undo(edit, { records: [a.id] })).body.errors).toMatchObject([
    { path: `${a.key}.impact`, message: 'was put back already by Test Person' },
    { path: `${a.key}.title` },
  ])
  expect((await undo(edit, { records: ['RISK-99999'] })).status).toBe(404)
})

test('a bulk deletion comes back whole, and its undo can be undone', async () => {
  const [a, b] = [await raise(), await raise()]
  const deletion = await change('POST', 'risks/delete', { ids: [a.id, b.id] })

  const back = await undo(deletion)
  expect(back.body.records.map(({ effect }) => effect)).toEqual(['deleted', 'deleted'])
  expect([(await read(a)).deleted_at, (await read(b)).deleted_at]).toEqual([null, null])
  expect((await undo(back.body.change)).status).toBe(200)
  expect((await read(a)).deleted_at).not.toBeNull()

  expect((await undo(back.body.change)).body).toMatchObject({ code: 'changed-since' })
  await change('POST', `risks/${a.id}/restore`)
  expect((await undo(deletion)).body.errors).toEqual([
    { path: `${a.key}.bin`, message: 'was taken out of the bin since' },
  ])
})

test('links that were added go, links that were removed come back as they were', async () => {
  const [a, b] = [await raise(), await raise()]
  const linksOf = async (): Promise<{ id: string; relation: string; confidence: number | null }[]> =>
    (await tenant.call<{ items: never[] }>('GET', `risks/${a.id}/links`)).body.items
  const adding = await change('POST', `risks/${a.id}/links`, {
    relation: 'blocks',
    target_id: b.id,
    confidence: 0.75,
  })
  const [link] = await linksOf()

  const removing = await change('DELETE', `risks/${a.id}/links/${link?.id}`)
  expect((await undo(adding)).body.errors).toMatchObject([{ message: 'was removed since' }])
  expect((await undo(removing)).status).toBe(200)
  expect(await linksOf()).toEqual([link])
  expect((await undo(removing)).body.errors).toMatchObject([{ message: 'is there again' }])
  expect((await undo(adding)).body.links).toHaveLength(1)
  expect(await linksOf()).toEqual([])
})

test('tags go back to what they were, unless they were changed since', async () => {
  const risk = await raise()
  await change('PUT', `risks/${risk.id}/tags`, { tags: ['red'] })
  const tagging = await change('PUT', `risks/${risk.id}/tags`, { tags: ['blue', 'green'] })

  const back = await undo(tagging)
  expect((await read(risk)).tags).toEqual(['red'])
  expect((await undo(tagging)).body.errors).toMatchObject([{ path: `${risk.key}.tags` }])
  await undo(back.body.change)
  expect((await read(risk)).tags).toEqual(['blue', 'green'])
})

test('a reversible verb can be undone by who may do it, a final one by nobody', async () => {
  const contributor = await installation.member(tenant, 'member', 'contributor')
  const risk = await raise()
  const closing = await change('POST', `risks/${risk.id}/close`, {
    outcome: 'avoided',
    reason: 'contract signed',
  })

  expect((await undo(closing, undefined, contributor)).status).toBe(403)
  const back = await undo(closing)
  expect(await read(risk)).toMatchObject({ state: 'open', outcome: null, closed_on: null })
  expect((await undo(back.body.change)).status).toBe(200)
  expect(await read(risk)).toMatchObject({ state: 'closed', outcome: 'avoided' })

  const decision = await tenant.call('POST', 'decisions', { title: 'Take it', rationale: 'cheap' })
  const approval = await change('POST', `decisions/${String(decision.body.id)}/approve`, {})
  expect(await undo(approval)).toMatchObject({ status: 409, body: { code: 'not-undoable' } })
  expect((await tenant.call('GET', `changes/${approval}`)).body).toMatchObject({
    undoable: false,
    refusal: { code: 'not-undoable' },
  })
})

test('what was made goes to the bin: at its maker’s wish or an admin’s, and not once it was worked on', async () => {
  const contributor = await installation.member(tenant, 'member', 'contributor')
  const other = await installation.member(tenant, 'member', 'contributor')
  const making = await change(
    'POST',
    'risks/import',
    [1, 2, 3].map((n) => ({ title: `Imported ${n}`, probability: 'low', impact: 'low' })),
    contributor,
  )
  const listed = await tenant.call<{ items: Risk[] }>('GET', 'risks?q=Imported')
  expect(listed.body.items).toHaveLength(3)

  expect((await undo(making, undefined, other)).status).toBe(403)
  await change('PATCH', `risks/${listed.body.items[0]?.id}`, { impact: 'high' })
  expect((await undo(making, undefined, contributor)).body.errors).toMatchObject([
    {
      path: `${listed.body.items[0]?.key}.version`,
      message: 'was changed since it was made, by Test Person',
    },
  ])
  const untouched = listed.body.items.slice(1).map(({ key }) => key)
  expect((await undo(making, { records: untouched }, contributor)).status).toBe(200)
  expect((await tenant.call<{ items: Risk[] }>('GET', 'risks?q=Imported')).body.items).toHaveLength(1)
})

test('an uploaded file can be put away again although reading it went on changing it', async () => {
  const upload = await tenant.call(
    'POST',
    'artifacts',
    Buffer.from('# Plan\n\nThe cutover is on 3 March 2027.\n'),
    { 'content-type': 'text/markdown', 'content-disposition': 'attachment; filename="plan.md"' },
  )
  await installation.settle()

  const back = await undo(upload.headers.get('x-request-id') ?? '')
  expect(back.body.records, JSON.stringify(back.body)).toMatchObject([{ effect: 'created' }])
})

test('viewers undo nothing, outsiders find nothing, and comments are not undone', async () => {
  const risk = await raise()
  const edit = await change('PATCH', `risks/${risk.id}`, { impact: 'low' })
  const viewer = await installation.member(tenant, 'viewer')
  const stranger = await installation.tenant()
  const comment = await change('POST', `risks/${risk.id}/comments`, { body: 'Really?' })

  expect((await undo(edit, undefined, viewer)).status).toBe(403)
  expect((await undo(edit, undefined, stranger)).status).toBe(404)
  expect((await undo('no-such-change')).status).toBe(404)
  expect(await undo(comment)).toMatchObject({ status: 409, body: { code: 'not-undoable' } })
})

test('an accepted suggestion goes back to the inbox, and what it had made to the bin', async () => {
  await tenant.call(
    'POST',
    'artifacts',
    Buffer.from('# Minutes\n\nThere is a risk that the crane arrives six weeks late.\n'),
    { 'content-type': 'text/markdown', 'content-disposition': 'attachment; filename="minutes.md"' },
  )
  await installation.settle()
  const inbox = await tenant.call<{ items: { id: string }[] }>('GET', 'suggestions?filter[state]=pending')
  const [suggestion] = inbox.body.items
  const accepting = await change('POST', `suggestions/${suggestion?.id}/accept`, {})

  const back = await undo(accepting)
  expect(back.status, JSON.stringify(back.body)).toBe(200)
  expect(back.body.records.map(({ effect }) => effect).toSorted()).toEqual(['changed', 'created'])
  expect((await tenant.call('GET', `suggestions/${suggestion?.id}`)).body).toMatchObject({
    state: 'pending',
    applied_entity_id: null,
    decided_at: null,
  })
  expect((await undo(back.body.change)).status).toBe(200)
  expect((await tenant.call('GET', `suggestions/${suggestion?.id}`)).body).toMatchObject({
    state: 'accepted',
  })
})
