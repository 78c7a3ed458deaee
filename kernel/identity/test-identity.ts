import { createHmac, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { migrate, openDatabase, uuidv7, type Database } from '#kernel/db/index.ts'
import { createIdentity, type Identity, type IdentityOptions } from './index.ts'

/** The address under which tests open the product. */
export const publicUrl = 'https://throughline.example'

/** A fresh database with the tables of accounts, embedded or, with TEST_DATABASE_URL, a scratch one on that server. */
export const openScratchDatabase = async (
  derived: readonly string[] = [],
): Promise<{ database: Database; close: () => Promise<void> }> => {
  const server = process.env.TEST_DATABASE_URL
  const name = `identity_${randomBytes(6).toString('hex')}`
  const admin = server
    ? await openDatabase({ databaseUrl: server, dataDir: null, rolePassword: () => 'x' })
    : undefined
  if (admin)
    await admin.engine.withConnection('owner', (connection) =>
      connection.send([{ text: `create database ${name}` }]),
    )
  const databaseUrl = server ? Object.assign(new URL(server), { pathname: `/${name}` }).toString() : undefined
  const database = await openDatabase({ databaseUrl, dataDir: null, rolePassword: () => 'x' })
  const sql = await readFile(new URL('tables/0001_identity.sql', import.meta.url), 'utf8')
  await migrate(
    database,
    [{ owner: 'kernel/identity', migrations: [{ name: '0001_identity.sql', sql }] }],
    derived,
  )
  const close = async (): Promise<void> => {
    await database.close()
    if (!admin) return
    await admin.engine.withConnection('owner', (connection) =>
      connection.send([{ text: `drop database ${name} with (force)` }]),
    )
    await admin.close()
  }
  return { database, close }
}

const plenty = { requests: 10_000, seconds: 60 }

/** Identity on a database, with open sign-up and limits that do not get in the way of a test. */
export const identityOn = (database: Database, options: Partial<IdentityOptions> = {}): Identity =>
  createIdentity({
    database,
    secret: 'a secret of tests that is long enough to be one',
    publicUrl,
    trustedProxies: [],
    sessionDays: 30,
    allowSignUp: true,
    ...options,
    limits: { signIn: plenty, signUp: plenty, reset: plenty, secondFactor: plenty, ...options.limits },
  })

/** An answer as a test looks at it. */
export interface Answer {
  status: number
  headers: Headers
  body: Record<string, unknown>
}

/** A browser: keeps cookies, and sends them and its origin with every request. */
export const browser = (identity: Identity, at: { origin?: string; address?: string } = {}) => {
  const cookies = new Map<string, string>()
  const origin = at.origin ?? publicUrl
  const keep = (setCookie: readonly string[]): void => {
    for (const line of setCookie) {
      const [pair = '', ...flags] = line.split('; ')
      const name = pair.slice(0, pair.indexOf('='))
      if (flags.includes('Max-Age=0')) cookies.delete(name)
      else cookies.set(name, pair.slice(name.length + 1))
    }
  }
  const headers = (): Headers =>
    new Headers(
      cookies.size > 0 ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {},
    )
  const send = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const sent = headers()
    if (method === 'POST') sent.set('origin', origin)
    if (body !== undefined) sent.set('content-type', 'application/json')
    const request = new Request(`http://127.0.0.1:4680/api/auth${path}`, {
      method,
      headers: sent,
      body: body === undefined ? null : JSON.stringify(body),
    })
    const response = await identity.handler(request, {
      address: at.address ?? '192.0.2.1',
      requestId: 'request-1',
    })
    keep(response.headers.getSetCookie())
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Record<string, unknown>,
    }
  }
  return {
    cookies,
    headers,
    keep,
    get: (path: string) => send('GET', path),
    post: (path: string, body: unknown = {}) => send('POST', path, body),
    signIn: (email: string, password: string) => send('POST', '/sign-in/email', { email, password }),
    who: () => identity.resolveSession(headers()),
  }
}

/** A password that the rules accept. */
export const goodPassword = 'a lamp over green water'

/** Makes an account under an address of its own. */
export const somebody = async (identity: Identity, password: string | undefined = goodPassword) => {
  const email = `p${uuidv7()}@example.com`
  return { ...(await identity.createUser({ name: 'Robin Hale', email, password })), password }
}

/** The code that an authenticator app shows for an otpauth URI (RFC 6238: HMAC-SHA-1, steps of 30 s, 6 digits). */
export const totpCode = (uri: string, now = Date.now()): string => {
  const key = base32(new URL(uri).searchParams.get('secret') ?? '')
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  // RFC 4226, 5.3: dynamic truncation
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 0x0f) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

const base32 = (text: string): Buffer => {
  const bits = [...text.replaceAll('=', '')]
    .map((each) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(each).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((each) => Number.parseInt(each, 2)))
}
