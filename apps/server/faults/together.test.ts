import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '../testing.ts'

let installation: TestInstallation
beforeAll(async () => {
  installation = await openTestInstallation()
})
afterAll(() => installation.close())

const risk = { title: 'Slip', probability: 'high', impact: 'low' }
const sql = <T>(text: string, params: unknown[]): Promise<T[]> =>
  installation.house.database.sql('maintenance').query<T>(text, params)

describe('people who act at the same moment', () => {
  test('of two edits that name the version they saw, exactly one wins and the other is told', async () => {
    const tenant = await installation.tenant()
    for (let round = 0; round < 5; round += 1) {
      const { body } = await tenant.call('POST', 'risks', risk)
      const path = `risks/${String(body['id'])}`
      const edits = await Promise.all(
        ['one', 'two', 'three'].map((mitigation) =>
          tenant.call('PATCH', path, { mitigation }, { 'if-match': '"1"' }),
        ),
      )
      expect(edits.map(({ status }) => status).toSorted()).toEqual([200, 412, 412])
      const winner = edits.find(({ status }) => status === 200)
      const after = await tenant.call('GET', path)
      expect(after.body).toMatchObject({ version: 2, mitigation: winner?.body['mitigation'] })
    }
  })

  test('of edits that name no version, none is lost: each has its own version and its entry', async () => {
    const tenant = await installation.tenant()
    const { body } = await tenant.call('POST', 'risks', risk)
    const path = `risks/${String(body['id'])}`
    const edits = await Promise.all(
      Array.from({ length: 8 }, (_, index) => tenant.call('PATCH', path, { mitigation: `plan ${index}` })),
    )
    expect(edits.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200))
    expect(edits.map((edit) => Number(edit.body['version'])).toSorted((a, b) => a - b)).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9,
    ])
    const entries = await sql<{ version: number }>(
      'select version from audit_log where row_id = $1 and version is not null order by version',
      [body['id']],
    )
    expect(entries.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  test('transactions that take the same records in opposite order both come through, each once', async () => {
    const tenant = await installation.tenant()
    const ids = await Promise.all(
      ['one', 'two'].map(
        async (title) => (await tenant.call('POST', 'risks', { ...risk, title })).body['id'],
      ),
    )
    const scope = {
      orgId: tenant.orgId,
      projectIds: [tenant.projectId],
      actor: { type: 'system', id: null },
      requestId: 'opposite-order',
    } as const
    const attempts: number[] = []
    const inOrder = (...order: unknown[]) =>
      installation.house.database.tenant(scope, async (tx) => {
        attempts.push(order.length)
        for (const id of order) {
          await tx.query('update entities set label = label where org_id = $1 and id = $2', [
            tenant.orgId,
            id,
          ])
          await pause(100)
        }
      })
    await Promise.all([inOrder(...ids), inOrder(...ids.toReversed())])
    // a server undoes one of the two; the embedded engine lets only one in at a time
    expect(attempts).toHaveLength(installation.house.database.engine.kind === 'server' ? 3 : 2)
  })

  test('thirty creations get thirty keys without gap or double', async () => {
    const tenant = await installation.tenant()
    const made = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        tenant.call('POST', 'risks', { ...risk, title: `Risk ${index}` }),
      ),
    )
    const numbers = made
      .map(({ body }) => Number(String(body['key']).replace('RISK-', '')))
      .toSorted((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
  })

  test('a refused creation takes no number', async () => {
    const tenant = await installation.tenant()
    await Promise.all([
      tenant.call('POST', 'risks', risk),
      tenant.call('POST', 'risks', { ...risk, owner_id: '00000000-0000-4000-8000-000000000000' }),
      tenant.call('POST', 'risks', { ...risk, title: '' }),
    ])
    const [counted] = await sql<{ gap: boolean }>(
      "select max(number) <> count(*) as gap from entities where project_id = $1 and kind = 'risk'",
      [tenant.projectId],
    )
    expect(counted?.gap).toBe(false)
  })
})

describe('owners', () => {
  const idOf = async (tenant: Tenant): Promise<string> => {
    const [row] = await sql<{ id: string }>(
      'select id from organization_members where org_id = $1 and user_id = $2',
      [tenant.orgId, tenant.userId],
    )
    return String(row?.id)
  }

  test('the last one cannot leave or step down', async () => {
    const owner = await installation.tenant()
    const path = `orgs/${owner.org}/members/${await idOf(owner)}`
    expect(await installation.call('DELETE', path, { key: owner.apiKey })).toMatchObject({
      status: 409,
      body: { code: 'last-owner' },
    })
    expect(
      (await installation.call('PATCH', path, { key: owner.apiKey, body: { role: 'member' } })).status,
    ).toBe(409)
  })

  test('of two who leave at once, one is refused', async () => {
    for (let round = 0; round < 5; round += 1) {
      const owner = await installation.tenant()
      const other = await installation.member(owner, 'admin')
      const ids = await Promise.all([idOf(owner), idOf(other)])
      expect(
        (
          await installation.call('PATCH', `orgs/${owner.org}/members/${ids[1]}`, {
            key: owner.apiKey,
            body: { role: 'owner' },
          })
        ).status,
      ).toBe(200)
      const left = await Promise.all(
        [owner, other].map((each, index) =>
          installation.call('DELETE', `orgs/${owner.org}/members/${ids[index]}`, { key: each.apiKey }),
        ),
      )
      expect(left.map(({ status }) => status).toSorted()).toEqual([200, 409])
    }
  })
})

describe('limits and ends of access', () => {
  test('a plan of three projects has three after ten were asked for at once', async () => {
    const owner = await installation.tenant()
    await sql("update organizations set plan = 'starter' where org_id = $1", [owner.orgId])
    const asked = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        installation.call('POST', `orgs/${owner.org}/projects`, {
          key: owner.apiKey,
          body: { name: `Project ${index}` },
        }),
      ),
    )
    expect(asked.map(({ status }) => status).toSorted()).toEqual([
      201,
      201,
      ...Array.from({ length: 8 }, () => 402),
    ])
  })

  test('projects of one name made at once get addresses of their own', async () => {
    const owner = await installation.tenant()
    const asked = await Promise.all(
      Array.from({ length: 5 }, () =>
        installation.call('POST', `orgs/${owner.org}/projects`, {
          key: owner.apiKey,
          body: { name: 'Same name' },
        }),
      ),
    )
    expect(asked.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201])
    expect(new Set(asked.map(({ body }) => body['slug'])).size).toBe(5)
  })

  test('a role that expires ends within seconds', async () => {
    const owner = await installation.tenant()
    const guest = await installation.member(owner, 'member', 'contributor')
    await sql(
      "update project_members set expires_at = now() + interval '1 second' where org_id = $1 and user_id = $2",
      [owner.orgId, guest.userId],
    )
    expect((await guest.call('GET', 'risks')).status).toBe(200)
    await expect
      .poll(async () => (await guest.call('GET', 'risks')).status, { timeout: 8_000, interval: 500 })
      .toBe(404)
  })

  test('a revoked key is refused at once', async () => {
    const owner = await installation.tenant()
    const guest = await installation.member(owner, 'member', 'contributor')
    expect((await guest.call('GET', 'risks')).status).toBe(200)
    const [key] = await sql<{ id: string }>('select id from api_keys where org_id = $1 and user_id = $2', [
      owner.orgId,
      guest.userId,
    ])
    expect(
      (await installation.call('DELETE', `orgs/${owner.org}/api-keys/${key?.id}`, { key: owner.apiKey }))
        .status,
    ).toBe(200)
    expect((await guest.call('GET', 'risks')).status).toBe(401)
  })

  test('a member who was removed is out at once', async () => {
    const owner = await installation.tenant()
    const guest = await installation.member(owner, 'member', 'contributor')
    expect((await guest.call('GET', 'risks')).status).toBe(200)
    const [member] = await sql<{ id: string }>(
      'select id from organization_members where org_id = $1 and user_id = $2',
      [owner.orgId, guest.userId],
    )
    expect(
      (await installation.call('DELETE', `orgs/${owner.org}/members/${member?.id}`, { key: owner.apiKey }))
        .status,
    ).toBe(200)
    expect((await guest.call('GET', 'risks')).status).toBe(404)
  })
})
