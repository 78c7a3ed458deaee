import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

const report = async (): Promise<string> =>
  String(
    (
      await tenant.call('POST', 'issues', {
        title: 'The test environment is down',
        priority: 'high',
        severity: 'critical',
      })
    ).body.id,
  )

test('an issue is resolved with words and a date, and opening it again clears both', async () => {
  const id = await report()

  const resolved = await tenant.call('POST', `issues/${id}/resolve`, { resolution: 'Restarted the cluster' })
  const reopened = await tenant.call('POST', `issues/${id}/reopen`, {})

  expect(resolved.body).toMatchObject({ state: 'resolved', resolution: 'Restarted the cluster' })
  expect(reopened.body).toMatchObject({ state: 'open', resolution: null, resolved_on: null })
})

test('an issue is not closed before it is resolved, and its answer says that it cannot be', async () => {
  const id = await report()

  const refused = await tenant.call('POST', `issues/${id}/close`, {})

  expect(refused.status).toBe(403)
  expect((await tenant.call('GET', `issues/${id}`)).body).toMatchObject({
    state: 'open',
    abilities: { verbs: { close: false, resolve: true } },
  })
})

test('a due date before the day of discovery is refused', async () => {
  const { status } = await tenant.call('POST', 'issues', {
    title: 'Time runs backwards',
    priority: 'low',
    severity: 'low',
    identified_on: '2026-05-02',
    due_on: '2026-05-01',
  })

  expect(status).toBe(422)
})
