import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

const send = (key: string, text: string, path = 'artifacts', filename = 'note.md') =>
  tenant.call('POST', path, Buffer.from(text), {
    'content-type': 'text/markdown',
    'content-disposition': `attachment; filename="${filename}"`,
    'idempotency-key': key,
  })

test('an upload that is repeated with its key is answered as the first time, not as a duplicate', async () => {
  const first = await send('once', '# Once\n')
  const again = await send('once', '# Once\n')
  const duplicate = await send('another key', '# Once\n')

  expect([first.status, again.status, duplicate.status]).toEqual([201, 201, 200])
  expect(again.body.id).toBe(first.body.id)
  expect(again.body.duplicate_of).toBeUndefined()
  expect(again.headers.get('idempotency-replayed')).toBe('true')
  expect(duplicate.body.duplicate_of).toBe(first.body.id)
})

test('another file, or the same under another name, is refused under a used key', async () => {
  await send('taken', '# Taken\n')

  for (const other of [
    await send('taken', '# Other\n'),
    await send('taken', '# Taken\n', 'artifacts', 'b.md'),
  ])
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused'])
})

test('a newer version is added once', async () => {
  const { body } = await send('file', '# Version one\n')
  await installation.settle()
  const path = `artifacts/${String(body.id)}/versions`
  const second = await send('newer', '# Version two\n', path)
  const again = await send('newer', '# Version two\n', path)

  expect([second.status, again.status]).toEqual([201, 201])
  expect(second.body).toMatchObject({ version_number: 2 })
  expect(again.body.id).toBe(second.body.id)
})
