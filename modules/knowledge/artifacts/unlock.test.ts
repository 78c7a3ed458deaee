import { afterAll, beforeAll, expect, test } from 'vitest'
import { runProgram, type Ran } from '#apps/cli/testing.ts'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { docxOf } from './reading/testing/documents.ts'
import { encryptedOfficeOf } from './reading/testing/encrypted-office.ts'
import { mixedZipOf } from './reading/testing/mixed-zip.ts'

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

test('an encrypted file waits for its password, refuses a wrong one, is read with the right one, and keeps none', async () => {
  const secret = await docxOf('Terms', ['The supplier delivers forty servers.'], [])
  const form = new FormData()
  form.append('file', new Blob([Uint8Array.from(encryptedOfficeOf(secret, 'open-Sésame-17'))]), 'terms.docx')
  const { body: file } = await tenant.call('POST', 'artifacts', form)
  await installation.settle()
  const id = String(file.id)
  expect((await tenant.call('GET', `artifacts/${id}`)).body).toMatchObject({
    state: 'failed',
    failure_code: 'encrypted',
    failure_reason: expect.stringContaining('Give the password'),
  })

  const wrong = await tenant.call('POST', `artifacts/${id}/unlock`, { password: 'sesame' })
  expect(wrong).toMatchObject({ status: 422, body: { code: 'wrong-password' } })

  const right = await tenant.call('POST', `artifacts/${id}/unlock`, { password: 'open-Sésame-17' })
  expect(right.status).toBe(200)
  await installation.settle()
  expect((await tenant.call('GET', `artifacts/${id}`)).body).toMatchObject({ state: 'processed' })
  const { body } = await tenant.call('GET', `artifacts/${id}/text`)
  expect(body.text).toContain('forty servers')
  const kept = await installation.house.database
    .sql('maintenance')
    .query(
      `select 1 from audit_log where after::text like $1 union all select 1 from events where payload::text like $1 union all select 1 from job_runs where input::text like $1`,
      ['%open-S%'],
    )
  expect(kept).toEqual([])
  expect((await tenant.call('POST', `artifacts/${id}/unlock`, { password: 'again' })).status).toBe(409)
})

const names = async (): Promise<string[]> => {
  const { body } = await tenant.call<{ items: { filename: string }[] }>('GET', 'artifacts?limit=200')
  return body.items.map(({ filename }) => filename).toSorted()
}

test('of an archive the plain members are read at once, and the others with their passwords, nothing twice', async () => {
  const before = await names()
  const inner = await mixedZipOf({ 'b.txt': 'B stays as it is.' }, { 'c.txt': 'C is for few.' }, 'second')
  const form = new FormData()
  const mixed = await mixedZipOf({ 'a.txt': 'A is for all.' }, { 'd/d.txt': 'D is for few.' }, 'first')
  form.append('file', new Blob([mixed]), 'mixed.zip')
  form.append('file', new Blob([inner]), 'other.zip')
  const { body: added } = await tenant.call<{ items: { id: string; key: string }[] }>(
    'POST',
    'artifacts',
    form,
  )
  await installation.settle()
  const id = String(added.items[0]?.id)
  const unlock = (password: string) => tenant.call('POST', `artifacts/${id}/unlock`, { password })

  expect(await names()).toEqual([...before, 'a.txt', 'b.txt', 'mixed.zip', 'other.zip'].toSorted())
  expect((await tenant.call('GET', `artifacts/${id}`)).body).toMatchObject({ state: 'processed' })
  const { body: closed } = await tenant.call('GET', `artifacts/${id}/text`)
  expect(closed).toMatchObject({
    text: 'a.txt\nd/d.txt (protected by a password)',
    metadata: { unpacked: '1', locked: 'd/d.txt' },
  })
  const shown = await runProgram(['artifact', String(added.items[0]?.key)], {
    env: { THROUGHLINE_URL: installation.url, THROUGHLINE_API_KEY: tenant.apiKey },
  })
  expect(shown.stdout).toMatch(/waits for a password\s+d\/d\.txt/)
  expect(await unlock('second')).toMatchObject({ status: 422, body: { code: 'wrong-password' } })

  // what was deleted since does not come back with the password
  const { body: found } = await tenant.call<{ items: { id: string; filename: string }[] }>(
    'GET',
    'artifacts?limit=200',
  )
  const plain = found.items.find(({ filename }) => filename === 'a.txt')
  await tenant.call('DELETE', `artifacts/${String(plain?.id)}`)
  const both = await Promise.all([unlock('first'), unlock('first')])
  await installation.settle()

  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(await names()).toEqual([...before, 'b.txt', 'd.txt', 'mixed.zip', 'other.zip'].toSorted())
  const { body: opened } = await tenant.call('GET', `artifacts/${id}/text`)
  expect(opened).toMatchObject({ text: closed.text, metadata: { members: '2', unpacked: '2' } })
  expect(opened.metadata).not.toHaveProperty('locked')
  expect((await unlock('first')).status).toBe(409)
  const { body: links } = await tenant.call<{ items: { relation: string; other: { label: string } }[] }>(
    'GET',
    `artifacts/${id}/links`,
  )
  expect(links.items.map(({ relation, other }) => `${other.label} ${relation}`)).toContain(
    'd.txt contained_in',
  )
})

test('the command line takes the password from stdin alone', async () => {
  const secret = await docxOf('Prices', ['Forty servers cost as much as a house.'], [])
  const form = new FormData()
  form.append('file', new Blob([Uint8Array.from(encryptedOfficeOf(secret, 'Sésame 17'))]), 'prices.docx')
  const { body: file } = await tenant.call('POST', 'artifacts', form)
  await installation.settle()
  const unlock = (more: readonly string[], stdin?: string): Promise<Ran> =>
    runProgram(['unlock', String(file.key), ...more], {
      env: { THROUGHLINE_URL: installation.url, THROUGHLINE_API_KEY: tenant.apiKey },
      ...(stdin === undefined ? {} : { stdin }),
    })

  const none = await unlock([])
  const wrong = await unlock(['--json'], 'guess\n')
  const right = await unlock([], 'Sésame 17\n')

  expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('No password was given') })
  expect(JSON.parse(wrong.stdout)).toMatchObject({ error: { code: 'wrong-password' } })
  expect(right).toMatchObject({
    code: 0,
    stdout: `${String(file.key)} prices.docx was opened and is read.\n`,
  })
  const { body } = await tenant.call('GET', `artifacts/${String(file.id)}/text`)
  expect(body.text).toContain('Forty servers')
})
