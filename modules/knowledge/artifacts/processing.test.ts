import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { placeOf, transactIn } from '#kernel/contract/index.ts'
import { jobFailed } from '#kernel/jobs/index.ts'
import type { Context } from '#kernel/module/index.ts'
import { systemPlace } from '#kernel/tenancy/system-place.ts'
import { addFile, lockContents, markFailed, markProcessed, readArtifact, textOf } from './index.ts'
import { pdfOf, rawPdf } from './reading/testing/documents.ts'

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

const upload = async (name: string, bytes: Uint8Array | string, path = 'artifacts') => {
  const body = new FormData()
  body.append('file', new Blob([typeof bytes === 'string' ? bytes : Uint8Array.from(bytes)]), name)
  return tenant.call('POST', path, body)
}
const show = async (id: unknown) => (await tenant.call('GET', `artifacts/${String(id)}`)).body
const inProject = async <T>(work: (context: Context) => Promise<T>): Promise<T> => {
  const place = await systemPlace(installation.house, tenant.orgId, tenant.projectId, { requestId: 'test' })
  if (!place) throw new Error('the project of the test is not there')
  return transactIn(place satisfies ReturnType<typeof placeOf>, work)
}
const sql = (text: string, params: unknown[]) =>
  installation.house.database.sql('maintenance').query<Record<string, unknown>>(text, params)
const eventsOf = async (id: unknown): Promise<string[]> =>
  (await sql('select type from events where entity_id = $1 order by position', [id])).map(({ type }) =>
    String(type),
  )

const mail = (subject: string, attachments: Record<string, string>): string =>
  [
    'From: Ada <ada@example.org>',
    'To: Ben <ben@example.org>',
    `Subject: ${subject}`,
    'Date: Tue, 3 Mar 2026 10:00:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Please find the papers attached.',
    ...Object.entries(attachments).flatMap(([name, text]) => [
      '--b',
      `Content-Type: text/plain; name="${name}"`,
      `Content-Disposition: attachment; filename="${name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(text).toString('base64'),
    ]),
    '--b--',
    '',
  ].join('\r\n')

test('a file protected by a password fails with a reason that says what to do, and is kept', async () => {
  const bytes = rawPdf(new TextEncoder().encode('BT ET'), true)
  const { body } = await upload('locked.pdf', bytes)
  await installation.settle()

  const text = await tenant.call('GET', `artifacts/${String(body.id)}/text`)

  expect(await show(body.id)).toMatchObject({
    state: 'failed',
    failure_code: 'encrypted',
    failure_reason: expect.stringContaining('Give the password'),
  })
  expect(text.status).toBe(409)
  expect(text.body.code).toBe('not-readable')
  expect((await tenant.call('GET', `artifacts/${String(body.id)}/file`)).status).toBe(200)
  expect(await eventsOf(body.id)).toContain('artifact.failed.v1')
})

test.each([
  ['empty.txt', '', 'empty'],
  ['program.exe', 'MZ\u0090\u0000\u0003\u0000\u0000\u0000\u0004\u0000', 'unsupported'],
])('%s fails as %s says it is', async (name, content, code) => {
  const { body } = await upload(name, Uint8Array.from(Buffer.from(content, 'latin1')))
  await installation.settle()

  expect(await show(body.id)).toMatchObject({ state: 'failed', failure_code: code })
})

test('a file whose content was missing is read on retry once the content is back', async () => {
  const { body } = await upload('lost.txt', 'Lost and found.')
  await installation.settle()
  await sql(`delete from artifact_texts where artifact_id = $1`, [body.id])
  await sql(`update artifacts set state = 'pending' where id = $1`, [body.id])
  await installation.house.blobs.remove(tenant.orgId, String(body.sha256))
  await inProject((context) => context.send(readArtifact, { artifact_id: String(body.id) }))
  await installation.settle()
  const failed = await show(body.id)
  await installation.house.blobs.put(tenant.orgId, new TextEncoder().encode('Lost and found.'), {
    maxBytes: 1_000,
  })

  const retried = await tenant.call('POST', `artifacts/${String(body.id)}/retry`, {})
  await installation.settle()

  expect(failed).toMatchObject({
    state: 'failed',
    failure_code: 'content-missing',
    abilities: { verbs: { retry: true } },
  })
  expect(retried.body).toMatchObject({ state: 'pending', failure_code: null, failure_reason: null })
  expect((await tenant.call('GET', `artifacts/${String(body.id)}/text`)).body.text).toBe('Lost and found.')
})

test('a file that did not fail cannot be retried', async () => {
  const { body } = await upload('fine.txt', 'Nothing wrong here.')
  await installation.settle()

  expect((await tenant.call('POST', `artifacts/${String(body.id)}/retry`, {})).status).toBe(403)
})

test('attachments of a mail become files that point to it; one that is known is linked, not doubled', async () => {
  const known = await upload('terms.txt', 'The terms of the contract.')
  const { body } = await upload(
    'offer.eml',
    mail('Offer', { 'terms.txt': 'The terms of the contract.', 'prices.txt': 'Ten euros each.' }),
  )
  await installation.settle()

  const links = await tenant.call<{
    items: { relation: string; direction: string; other: { id: string; label: string } }[]
  }>('GET', `artifacts/${String(body.id)}/links`)
  const carried = await tenant.call<{ items: { filename: string; text_length: number }[] }>(
    'GET',
    `artifacts?filter[mail_id]=${String(body.id)}`,
  )

  expect(await show(body.id)).toMatchObject({ format: 'eml', title: 'Offer', document_date: '2026-03-03' })
  expect(
    links.body.items.map(({ relation, direction, other }) => [relation, direction, other.label]).toSorted(),
  ).toEqual([
    ['attached_to', 'in', 'prices.txt'],
    ['attached_to', 'in', 'terms.txt'],
  ])
  expect(links.body.items.map(({ other }) => other.id)).toContain(known.body.id)
  expect(carried.body.items).toMatchObject([{ filename: 'prices.txt', text_length: 15 }])
})

test('reading that was killed before it was stored is done again, and attachments are not doubled', async () => {
  const { body } = await upload('again.eml', mail('Again', { 'only.txt': 'There is only one of me.' }))
  await installation.settle()
  const before = await inProject((context) => textOf(context, String(body.id)))
  await sql('delete from artifact_texts where artifact_id = $1', [body.id])
  await sql(`update artifacts set state = 'processing' where id = $1`, [body.id])

  await inProject((context) => context.send(readArtifact, { artifact_id: String(body.id) }))
  await installation.settle()

  const carried = await tenant.call<{ items: unknown[] }>(
    'GET',
    `artifacts?filter[mail_id]=${String(body.id)}`,
  )
  expect(await inProject((context) => textOf(context, String(body.id)))).toEqual(before)
  expect(carried.body.items).toHaveLength(1)
})

test('a second run after the text was stored changes nothing and tells nobody', async () => {
  const { body } = await upload('once.txt', 'Read me once.')
  await installation.settle()
  const [version, told] = [(await show(body.id)).version, await eventsOf(body.id)]

  await inProject((context) => context.send(readArtifact, { artifact_id: String(body.id) }))
  await installation.settle()

  expect((await show(body.id)).version).toBe(version)
  expect(await eventsOf(body.id)).toEqual(told)
  expect(told.filter((type) => type === 'artifact.read.v1')).toHaveLength(1)
})

test('a newer version supersedes, keeps folder and category, and cannot be added twice', async () => {
  const { body: old } = await upload('plan.txt', 'Plan, first edition.')
  await tenant.call('PATCH', `artifacts/${String(old.id)}`, { category: 'plans' })

  const made = await upload('plan v2.txt', 'Plan, second edition.', `artifacts/${String(old.key)}/versions`)
  const same = await upload(
    'plan v2.txt',
    'Plan, second edition.',
    `artifacts/${String(made.body.id)}/versions`,
  )
  const late = await upload('plan v3.txt', 'Plan, third edition.', `artifacts/${String(old.id)}/versions`)
  const back = await upload('plan.txt', 'Plan, first edition.', `artifacts/${String(made.body.id)}/versions`)
  await installation.settle()

  const links = await tenant.call<{ items: unknown[] }>('GET', `artifacts/${String(made.body.id)}/links`)
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({ version_number: 2, category: 'plans', superseded_by: null })
  expect(await show(old.id)).toMatchObject({ superseded_by: made.body.id, version_number: 1 })
  expect(links.body.items).toMatchObject([
    { relation: 'supersedes', direction: 'out', other: { id: old.id } },
  ])
  expect(same).toMatchObject({ status: 200, body: { duplicate_of: made.body.id } })
  expect([late.status, late.body.code]).toEqual([409, 'superseded'])
  expect([back.status, back.body.code]).toEqual([409, 'duplicate-content'])
  expect(await eventsOf(old.id)).toContain('artifact.superseded.v1')
})

test('findings end the processing of a file once; a failure of theirs can be retried without reading again', async () => {
  const { body } = await upload(
    'found.pdf',
    await pdfOf([[{ text: 'Something to be found', x: 72, y: 700 }]]),
  )
  await installation.settle()
  const id = String(body.id)
  await sql(`update artifacts set state = 'processing', processed_at = null where id = $1`, [id])

  const failed = await inProject((context) =>
    markFailed(context, id, 'model-failed', 'The model did not answer.'),
  )
  await tenant.call('POST', `artifacts/${id}/retry`, {})
  await installation.settle()
  const told = (await eventsOf(id)).filter((type) => type === 'artifact.read.v1')
  await sql(`update artifacts set state = 'processing', processed_at = null where id = $1`, [id])
  const done = await inProject((context) =>
    markProcessed(context, id, { engine: 'offline', fact_count: 3, insight_count: 1 }),
  )
  const again = await inProject((context) => markProcessed(context, id, { engine: 'offline', fact_count: 9 }))

  expect([failed, done, again]).toEqual([true, true, false])
  expect(told).toHaveLength(2)
  expect(await show(id)).toMatchObject({
    state: 'processed',
    engine: 'offline',
    fact_count: 3,
    insight_count: 1,
    processed_at: expect.any(String),
  })
})

test('a file that was deleted before it was read is read once it is restored', async () => {
  const { body } = await upload('bin.txt', 'Read me later.')
  await installation.settle()
  await sql('delete from artifact_texts where artifact_id = $1', [body.id])
  await sql(`update artifacts set state = 'pending', processed_at = null where id = $1`, [body.id])
  await tenant.call('DELETE', `artifacts/${String(body.id)}`)
  await inProject((context) => context.send(readArtifact, { artifact_id: String(body.id) }))
  await installation.settle()
  const inBin = await inProject((context) => textOf(context, String(body.id)))

  await tenant.call('POST', `artifacts/${String(body.id)}/restore`)
  await installation.settle()

  expect(inBin).toBeUndefined()
  expect((await inProject((context) => textOf(context, String(body.id))))?.text).toBe('Read me later.')
})

test('a transaction that adds a content waits for the one that is adding it, and finds its file', async () => {
  const bytes = new TextEncoder().encode('Added by two transactions.')
  const stored = await installation.house.blobs.put(tenant.orgId, bytes, { maxBytes: 1_000 })
  const add = (filename: string, pauseMs: number) =>
    inProject(async (context) => {
      await lockContents(context, [stored.key])
      const added = await addFile(context, { filename, mediaType: 'text/plain', stored, folderId: null })
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
      return added
    })

  const first = add('first.txt', 200)
  await new Promise((resolve) => setTimeout(resolve, 50))
  const second = await add('second.txt', 0)

  expect((await first).isDuplicate).toBe(false)
  expect(second).toMatchObject({ isDuplicate: true, entity: { id: (await first).entity.id } })
})

test('a file whose reading was stopped before it began has failed, says so and can be retried', async () => {
  const id = await inProject(async (context) => {
    const stored = await context.house.blobs.put(tenant.orgId, Buffer.from('# Never begun'), {
      maxBytes: 100,
    })
    await lockContents(context, [stored.key])
    const { entity } = await addFile(context, {
      filename: 'never.md',
      mediaType: 'text/markdown',
      stored,
      folderId: null,
    })
    const [run] = await context.tx.query<{ id: string }>(
      'select id from job_runs where org_id = $1 and entity_id = $2',
      [tenant.orgId, entity.id],
    )
    expect(await context.house.jobs.cancel(context, run?.id ?? '')).toBe(true)
    return entity.id
  })
  await installation.settle()

  expect(await show(id)).toMatchObject({ state: 'failed', failure_code: 'cancelled' })
  expect((await tenant.call('POST', `artifacts/${id}/retry`, {})).status).toBe(200)
  await installation.settle()
  expect(await show(id)).toMatchObject({ state: 'processed' })
})

test.each(['artifacts.read', 'extraction.extract'])(
  'a file on which %s was given up has failed, unless another run has it',
  async (job) => {
    const { body } = await upload(`${job}.md`, `# Given up by ${job}`)
    const id = String(body.id)
    await installation.settle()
    const lost = {
      run_id: crypto.randomUUID(),
      job,
      entity_id: id,
      code: 'interrupted',
      message: 'Too often.',
    }
    await sql(`update artifacts set state = 'processing', processed_at = null where id = $1`, [id])
    const other = [tenant.orgId, crypto.randomUUID(), tenant.projectId, job, id]
    await sql(
      `insert into job_runs (org_id, id, project_id, job, entity_id, state, actor_type, attempts) values ($1, $2, $3, $4, $5, 'running', 'system', 1)`,
      other,
    )
    await inProject(async (context) => context.emit(jobFailed(lost)))
    await delivered()
    expect(await show(id)).toMatchObject({ state: 'processing' })

    await sql(`update job_runs set state = 'done' where id = $1`, [other[1]])
    await inProject(async (context) => context.emit(jobFailed(lost)))
    await delivered()
    expect(await show(id)).toMatchObject({
      state: 'failed',
      failure_code: 'interrupted',
      failure_reason: expect.stringContaining('Too often.'),
    })
  },
)

const delivered = async (): Promise<void> => {
  for (let open = 1; open > 0; await new Promise((resolve) => setTimeout(resolve, 50))) {
    installation.house.hub.wake('deliveries')
    open = Number((await sql(`select count(*) as n from event_deliveries where state = 'pending'`, []))[0]?.n)
  }
}
