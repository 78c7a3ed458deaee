import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'

let installation: TestInstallation

beforeAll(async () => {
  installation = await openTestInstallation()
})
afterAll(() => installation.close())

const inOrg = (as: Tenant, method: string, path: string, body?: unknown) =>
  installation.call<Record<string, unknown> & { items: Record<string, unknown>[] }>(
    method,
    `orgs/${as.org}/${path}`,
    { key: as.apiKey, body },
  )

test('what a project is for, its dates and its threshold are set by administrators and seen by all', async () => {
  const owner = await installation.tenant()
  const viewer = await installation.member(owner, 'viewer')
  const path = `projects/${owner.projectId}/settings`

  const changed = await inOrg(owner, 'PATCH', path, {
    name: 'Portal',
    description: 'Move the portal',
    start_date: '2026-01-01',
    end_date: '2026-12-31',
    autonomy_threshold: 0.95,
  })

  expect(changed.status).toBe(200)
  expect((await inOrg(viewer, 'GET', path)).body).toMatchObject({
    name: 'Portal',
    description: 'Move the portal',
    settings: { autonomy_threshold: 0.95 },
  })
  expect((await inOrg(viewer, 'PATCH', path, { name: 'Mine' })).status).toBe(403)
  expect((await inOrg(owner, 'PATCH', path, { end_date: '2025-12-31' })).status).toBe(422)
  expect((await inOrg(owner, 'PATCH', path, { description: null })).body.description).toBeNull()
})

test('a module that is switched off is no longer offered, and what it holds can still be read', async () => {
  const owner = await installation.tenant()
  await owner.call('POST', 'issues', { title: 'Old', priority: 'low', severity: 'low' })

  const off = await inOrg(owner, 'PATCH', `projects/${owner.projectId}/settings`, {
    modules_off: ['program/issues'],
  })

  expect(off.body.modules).toContainEqual({ id: 'program/issues', title: expect.any(String), on: false })
  expect(JSON.stringify(off.body.modules)).not.toContain('knowledge/artifacts')
  interface Kinds {
    kinds: { kind: string; creatable: boolean }[]
    navigation: { path: string }[]
  }
  const { body } = await owner.call<Kinds>('GET', 'kinds')
  expect(body.navigation.map(({ path }) => path)).not.toContain('issues')
  expect(body.kinds.find(({ kind }) => kind === 'issue')?.creatable).toBe(false)
  expect((await owner.call('GET', 'issues/ISS-1')).status).toBe(200)
})

test('the organization is renamed by administrators', async () => {
  const owner = await installation.tenant()
  const member = await installation.member(owner, 'member')

  expect((await inOrg(owner, 'PATCH', 'settings', { name: 'Renamed' })).body.name).toBe('Renamed')
  expect((await inOrg(member, 'GET', 'settings')).body).toMatchObject({
    name: 'Renamed',
    plan: 'self_hosted',
  })
  expect((await inOrg(member, 'PATCH', 'settings', { name: 'Mine' })).status).toBe(403)
})

test('a role on a project is given until a day, changed and taken away', async () => {
  const owner = await installation.tenant()
  const member = await installation.member(owner, 'member')
  const path = `projects/${owner.projectId}/members`
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
  expect((await member.call('GET', 'risks')).status).toBe(404)

  const given = await inOrg(owner, 'POST', path, {
    user_id: member.userId,
    role: 'viewer',
    expires_at: tomorrow,
  })

  expect(given.body.items).toContainEqual(
    expect.objectContaining({ user_id: member.userId, role: 'viewer', expires_at: expect.any(String) }),
  )
  expect((await member.call('GET', 'risks')).status).toBe(200)
  const risk = { title: 'New', probability: 'low', impact: 'low' }
  expect((await member.call('POST', 'risks', risk)).status).toBe(403)
  await inOrg(owner, 'POST', path, { user_id: member.userId, role: 'contributor' })
  expect((await member.call('POST', 'risks', risk)).status).toBe(201)
  const mine = (await inOrg(member, 'GET', path)).body.items.find(({ user_id }) => user_id === member.userId)
  expect(mine?.expires_at).toBeNull()
  expect((await inOrg(owner, 'DELETE', `${path}/${String(mine?.id)}`)).status).toBe(200)
  expect((await member.call('GET', 'risks')).status).toBe(404)
})

test('roles on a project are given by its administrators alone, to members, for the future', async () => {
  const owner = await installation.tenant()
  const contributor = await installation.member(owner, 'member', 'contributor')
  const admin = await installation.member(owner, 'member', 'admin')
  const stranger = await installation.tenant()
  const path = `projects/${owner.projectId}/members`
  const give = (by: Tenant, body: object) => inOrg(by, 'POST', path, body)

  expect((await give(contributor, { user_id: contributor.userId, role: 'admin' })).status).toBe(403)
  expect((await give(admin, { user_id: contributor.userId, role: 'viewer' })).status).toBe(200)
  expect((await give(owner, { user_id: stranger.userId, role: 'viewer' })).status).toBe(422)
  const past = { user_id: contributor.userId, role: 'viewer', expires_at: '2020-01-01T00:00:00Z' }
  expect((await give(owner, past)).status).toBe(422)
  const mine = (await inOrg(contributor, 'GET', path)).body.items.find(
    ({ user_id }) => user_id === contributor.userId,
  )
  expect((await inOrg(contributor, 'DELETE', `${path}/${String(mine?.id)}`)).status).toBe(200)
})

test('all notifications are marked as read at once', async () => {
  const owner = await installation.tenant()
  const mentioned = await installation.member(owner, 'admin')
  await owner.call('POST', 'risks', { title: 'Late', probability: 'low', impact: 'low' })
  await owner.call('POST', 'risks/RISK-1/comments', { body: `@${mentioned.email} look` })
  expect((await inOrg(mentioned, 'GET', 'notifications')).body.items).toMatchObject([{ reason: 'mention' }])

  await inOrg(mentioned, 'POST', 'notifications/read')
  expect((await inOrg(mentioned, 'GET', 'notifications')).body.items[0]?.read_at).not.toBeNull()
})

test('a run that failed is started again as a new run', async () => {
  const owner = await installation.tenant()
  await owner.call('POST', 'artifacts', Buffer.from('%PDF-1.7 broken'), {
    'content-type': 'application/pdf',
    'content-disposition': 'attachment; filename="broken.pdf"',
  })
  await installation.settle()
  interface Runs {
    items: { id: string; job: string; state: string; error_message: string; retried_as: string | null }[]
  }
  const runs = async () => (await owner.call<Runs>('GET', 'job-runs')).body.items
  const read = (await runs()).find(({ job }) => job === 'artifacts.read')

  const again = await owner.call('POST', `job-runs/${read?.id}/retry`)

  if (read?.state === 'failed') {
    expect(again.status).toBe(201)
    await installation.settle()
    expect((await runs()).find(({ id }) => id === read.id)?.retried_as).toBe(again.body.id)
  } else expect([again.status, again.body.code]).toEqual([409, 'wrong-state'])
})
