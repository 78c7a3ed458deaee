import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DatabaseError, uuidv7, type Database, type TenantScope } from '#kernel/db/index.ts'
import { identityDerivedSql, type Identity } from './index.ts'
import { outerError, problem } from './problem.ts'
import {
  browser,
  goodPassword,
  identityOn,
  openScratchDatabase,
  publicUrl,
  somebody,
} from './test-identity.ts'

let scratch: Awaited<ReturnType<typeof openScratchDatabase>>
let database: Database
let identity: Identity

const memberships = [
  'create table organization_members (org_id uuid not null, user_id uuid not null, erased_at timestamptz)',
  'grant select on organization_members to throughline_app',
]

beforeAll(async () => {
  scratch = await openScratchDatabase([...memberships, ...identityDerivedSql])
  database = scratch.database
  identity = identityOn(database)
})
afterAll(() => scratch.close())

const scopeOf = (orgId: string): TenantScope => ({
  orgId,
  projectIds: [],
  actor: { type: 'system', id: null },
  requestId: 'request-1',
})

describe('the app role', () => {
  test('sees the members of its own organization, by their public columns alone', async () => {
    const [member, stranger] = [await somebody(identity), await somebody(identity)]
    const [ours, theirs] = [uuidv7(), uuidv7()]
    await database.as('owner', async (tx) => {
      await tx.query('insert into organization_members values ($1, $2), ($3, $4)', [
        ours,
        member.id,
        theirs,
        stranger.id,
      ])
    })
    expect(await database.read(scopeOf(ours), 'select id, name, email, image from users')).toEqual([
      { id: member.id, name: member.name, email: member.email, image: null },
    ])
    expect(await database.read(scopeOf(uuidv7()), 'select id from users')).toEqual([])
    for (const column of ['two_factor_enabled', 'locked_until', 'disabled_at']) {
      await expect(database.read(scopeOf(ours), `select ${column} from users`)).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
    await expect(
      database.read(scopeOf(ours), "update users set name = 'x' returning id"),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  test.each([
    'user_profiles',
    'sessions',
    'accounts',
    'verifications',
    'two_factors',
    'sign_in_attempts',
    'rate_limits',
  ])('cannot read %s', async (table) => {
    await expect(database.read(scopeOf(uuidv7()), `select 1 from ${table}`)).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('every table of accounts has row-level security, forced', async () => {
    const rows = await database.as('owner', (tx) =>
      tx.query<{ relname: string; safe: boolean }>(
        "select relname, relrowsecurity and relforcerowsecurity as safe from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not in ('organization_members', 'schema_changes')",
      ),
    )
    expect(rows).toHaveLength(8)
    expect(rows.filter((row) => !row.safe)).toEqual([])
  })
})

/** Sends a body as it is, as no page would. */
const send = (body: string, type = 'application/json') =>
  identity.handler(
    new Request(`${publicUrl}/api/auth/sign-in/email`, {
      method: 'POST',
      body,
      headers: { 'content-type': type, origin: publicUrl },
    }),
  )

describe('the handler', () => {
  test.each([
    ['POST', '/update-user'],
    ['POST', '/delete-user'],
    ['GET', '/list-sessions'],
    ['POST', '/sign-in/social'],
    ['POST', '/two-factor/send-otp'],
    ['GET', '/reset-password/abc'],
    ['GET', '/ok'],
    ['GET', '/sign-out'],
    ['POST', '/constructor'],
  ])('opens no %s %s', async (method, path) => {
    const response = await identity.handler(new Request(`${publicUrl}/api/auth${path}`, { method }))
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ code: 'not-found' })
  })

  test('reads small JSON and nothing else', async () => {
    expect((await send('{"email":"a@example.com"')).status).toBe(400)
    expect((await send('[]')).status).toBe(400)
    expect((await send('{"email":["a@example.com"],"password":{"$ne":1}}')).status).toBe(400)
    expect((await send('email=a%40example.com&password=x', 'application/x-www-form-urlencoded')).status).toBe(
      415,
    )
    expect(
      (await send(JSON.stringify({ email: 'a@example.com', password: 'x'.repeat(20_000) }))).status,
    ).toBe(413)
  })

  test('tells nothing of what broke inside, but reports it', async () => {
    const other = await openScratchDatabase()
    const heard: unknown[] = []
    const broken = identityOn(other.database, { onError: (error) => heard.push(error) })
    await other.database.as('owner', (tx) => tx.query('drop table sessions'))
    const person = await somebody(broken)
    const answer = await browser(broken).signIn(person.email, person.password)
    await other.close()
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal', requestId: 'request-1' } })
    expect(JSON.stringify(answer.body)).not.toMatch(/sessions|relation|select|insert/i)
    expect(String(heard[0])).toContain('sessions')
  })

  test('tells when the database is away, and when to come back', async () => {
    const answer = problem(outerError(new DatabaseError('unavailable', 'connect ECONNREFUSED 10.0.0.5:5432')))
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('5')
    expect(await answer.text()).not.toContain('10.0.0.5')
  })
})

describe('a session cookie', () => {
  test('that was made up or changed signs nobody in', async () => {
    const person = await somebody(identity)
    const page = browser(identity)
    await page.signIn(person.email, person.password)
    const name = '__Secure-throughline.session_token'
    const real = page.cookies.get(name) ?? ''
    for (const forged of [
      real.slice(1),
      `${real.split('.')[0]}.AAAA`,
      real.split('.')[0] ?? '',
      '%E0%A4%A',
      '.',
      '',
    ]) {
      page.cookies.set(name, forged)
      expect(await page.who()).toBeNull()
    }
    page.cookies.set(name, real)
    expect((await page.who())?.user.id).toBe(person.id)
  })
})

describe('accounts', () => {
  test('are made once per address, whatever its case', async () => {
    const person = await identity.createUser({
      name: ' Kim Lund ',
      email: 'Kim.Lund@Example.com',
      password: goodPassword,
    })
    expect(person).toMatchObject({ name: 'Kim Lund', email: 'kim.lund@example.com' })
    await expect(identity.createUser({ name: 'Kim', email: 'KIM.LUND@example.com' })).rejects.toMatchObject({
      code: 'email-taken',
    })
    await expect(identity.createUser({ name: 'Kim', email: 'kim' })).rejects.toMatchObject({
      code: 'invalid-email',
    })
    await expect(identity.createUser({ name: ' ', email: 'kim2@example.com' })).rejects.toMatchObject({
      code: 'invalid-request',
    })
    await expect(
      identity.createUser({ name: 'Kim', email: 'kim2@example.com', password: 'password123' }),
    ).rejects.toMatchObject({ code: 'password-too-common' })
    expect(await identity.userByEmail('KIM.LUND@example.com')).toEqual(person)
  })

  test('are found by id, one or many', async () => {
    const people = [await somebody(identity), await somebody(identity)]
    const ids = people.map((each) => each.id)
    expect(await identity.userById(ids[0] ?? '')).toMatchObject({ email: people[0]?.email })
    expect((await identity.usersByIds([...ids, uuidv7()])).map((each) => each.id).toSorted()).toEqual(
      ids.toSorted(),
    )
    expect(await identity.usersByIds([])).toEqual([])
    expect(await identity.userById(uuidv7())).toBeNull()
  })

  test('hold passwords as Argon2id with the parameters of OWASP', async () => {
    const person = await somebody(identity)
    const [row] = await database
      .sql('identity')
      .query<{ password: string }>('select password from accounts where user_id = $1', [person.id])
    expect(row?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  test('lose what has run out', async () => {
    const person = await somebody(identity)
    const page = browser(identity)
    await page.signIn(person.email, person.password)
    await identity.oneTimeSignInLink(person.id)
    await identity.prune()
    expect(await page.who()).not.toBeNull()
    await database
      .sql('identity')
      .query("update sessions set expires_at = now() - interval '1 s' where user_id = $1", [person.id])
    await database
      .sql('identity')
      .query("update verifications set expires_at = now() - interval '1 s' where value = $1", [person.id])
    expect(await identity.prune()).toBe(2)
  })
})
