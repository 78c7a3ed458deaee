import { afterAll, beforeAll, expect, test } from 'vitest'
import { runProgram, type Ran } from '#apps/cli/testing.ts'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { docxOf } from './reading/testing/documents.ts'
import { encryptedOfficeOf } from './reading/testing/encrypted-office.ts'

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
