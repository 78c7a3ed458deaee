import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import type { Sql } from '../db/index.ts'
import { createSealer, verifyChain } from '../ledger/index.ts'
import { tablesWith } from './testing.ts'

let installation: TestInstallation
let sql: Sql

beforeAll(async () => {
  installation = await openTestInstallation()
  sql = installation.house.database.sql('maintenance')
})
afterAll(() => installation.close())

const agent = 'Quillfeather/7.1'

/** A tenant whose member did something from a place that can be told, was invited, and was mentioned. */
const withMember = async (): Promise<{ tenant: Tenant; member: Tenant }> => {
  const tenant = await installation.tenant()
  const member = await installation.member(tenant, 'member', 'contributor')
  await installation.call('POST', `orgs/${tenant.org}/invitations`, {
    key: tenant.apiKey,
    body: { email: member.email },
  })
  const risk = { title: 'Late data', probability: 'low', impact: 'low' }
  await member.call('POST', 'risks', risk, { 'user-agent': agent })
  await tenant.call('POST', 'risks/RISK-1/comments', { body: `Ask @${member.email} about it.` })
  await installation.settle()
  await createSealer(installation.house).sealOnce()
  return { tenant, member }
}

const remove = async (tenant: Tenant, member: Tenant): Promise<void> => {
  const { body } = await installation.call<{ items: { id: string; user_id: string }[] }>(
    'GET',
    `orgs/${tenant.org}/members`,
    { key: tenant.apiKey },
  )
  const row = body.items.find(({ user_id }) => user_id === member.userId)
  await installation.call('DELETE', `orgs/${tenant.org}/members/${row?.id}`, { key: tenant.apiKey })
}
const erase = (tenant: Tenant, account: string) =>
  installation.call<{ id: string; erased: Record<string, number>; repeated: boolean; code: string }>(
    'POST',
    `orgs/${tenant.org}/erasures`,
    { key: tenant.apiKey, body: { account, reason: 'left and asked for it' } },
  )
const history = async (tenant: Tenant) =>
  (
    await tenant.call<{ items: { actor: { id: string; name: string | null } }[] }>(
      'GET',
      'risks/RISK-1/history',
    )
  ).body.items
const verify = (tenant: Tenant) => verifyChain(sql, { orgId: tenant.orgId, vault: installation.house.vault })

test('a former member is erased from what the organization holds: name, address, invitations, mentions, whence they came', async () => {
  const { tenant, member } = await withMember()
  expect((await erase(tenant, member.email)).body).toMatchObject({ code: 'still-member' })
  await remove(tenant, member)
  expect((await history(tenant)).at(-1)?.actor).toEqual({
    type: 'api_key',
    id: member.userId,
    name: 'Test Person',
  })

  const { body } = await erase(tenant, member.email)
  await createSealer(installation.house).sealOnce()
  const log = await installation.call('GET', `orgs/${tenant.org}/audit?actor=${member.userId}&kind=risk`, {
    key: tenant.apiKey,
  })

  expect(body.erased).toMatchObject({ invitations: 1, comments: 1, organization_members: 1 })
  expect(
    (await tablesWith(sql, tenant.orgId, [member.email, agent])).filter((table) => table !== 'users'),
  ).toEqual([])
  expect((await history(tenant)).at(-1)?.actor).toMatchObject({ id: member.userId, name: null })
  expect(log.body.items).toMatchObject([{ ip: '[erased]', user_agent: '[erased]' }])
  expect((await tenant.call('GET', 'risks/RISK-1/comments')).body.items).toMatchObject([
    { body: 'Ask @[erased] about it.' },
  ])
  expect(await verify(tenant)).toMatchObject({ ok: true, problems: [] })
  expect((await erase(tenant, member.userId)).body).toMatchObject({ repeated: true, id: body.id })
})

test('who was never a member of the organization cannot be erased from it', async () => {
  const { tenant } = await withMember()
  const stranger = await installation.tenant()

  expect((await erase(tenant, stranger.email)).status).toBe(404)
  expect((await erase(tenant, stranger.userId)).status).toBe(404)
  expect((await installation.house.identity.userById(stranger.userId))?.email).toBe(stranger.email)
})

test('a person deletes their account everywhere, but not as the last owner, by a key, or without confirming', async () => {
  const { tenant, member } = await withMember()
  const own = await installation.tenant()
  const cookieOf = async (userId: string): Promise<string> => {
    const link = await installation.house.identity.oneTimeSignInLink(userId)
    const { setCookie } = await installation.house.identity.redeemSignInLink(
      new URL(link).searchParams.get('token') ?? new URL(link).hash.replace(/^#(token=)?/, ''),
    )
    return setCookie.map((each) => each.split(';')[0]).join('; ')
  }
  const ask = async (userId: string, email: string) =>
    installation.call('POST', 'me/erase', {
      body: { email },
      headers: { cookie: await cookieOf(userId), origin: installation.url },
    })

  const byKey = await installation.call('POST', 'me/erase', {
    key: member.apiKey,
    body: { email: member.email },
  })
  expect(byKey.status).toBe(403)
  expect((await ask(own.userId, own.email)).body).toMatchObject({ status: 409, code: 'last-owner' })
  expect((await ask(member.userId, own.email)).body).toMatchObject({ code: 'not-confirmed' })

  const done = await ask(member.userId, member.email)
  await createSealer(installation.house).sealOnce()

  expect(done.body).toEqual({ erased: true, organizations: 1 })
  expect(await tablesWith(sql, tenant.orgId, [member.email, agent])).toEqual([])
  expect(await installation.house.identity.userById(member.userId)).toMatchObject({ name: '[erased]' })
  expect((await member.call('GET', 'risks')).status).toBe(401)
  expect((await history(tenant)).at(-1)?.actor).toMatchObject({ id: member.userId, name: null })
  expect(await verify(tenant)).toMatchObject({ ok: true, problems: [] })
})
