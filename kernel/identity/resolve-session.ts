import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Sql } from '#kernel/db/index.ts'
import type { ResolvedSession, SessionCache } from './session-cache.ts'

interface SessionRow {
  session_id: string
  expires_at: string
  id: string
  name: string
  email: string
}

/**
 * Tells who sends a request: from memory, or in one round trip.
 * @param cookieName name of the session cookie
 * @param secret key of the cookie's signature; forged cookies never reach the database
 */
export const sessionResolver =
  (sql: Sql, cache: SessionCache, cookieName: string, secret: string) =>
  async (headers: Headers): Promise<ResolvedSession | null> => {
    const token = signedCookie(headers.get('cookie') ?? '', cookieName, secret)
    if (!token) return null
    const known = cache.get(token)
    if (known) return known
    const { generation } = cache
    const [row] = await sql.query<SessionRow>(
      `select s.id as session_id, s.expires_at, u.id, u.name, u.email
       from sessions s join users u on u.id = s.user_id
       where s.token = $1 and s.expires_at > $2 and u.disabled_at is null`,
      [token, new Date()],
    )
    if (!row) return null
    const found: ResolvedSession = {
      user: { id: row.id, name: row.name, email: row.email },
      session: { id: row.session_id, expiresAt: row.expires_at },
    }
    cache.keep(token, found, generation)
    return found
  }

/** The value of a cookie `value.signature`, where the signature is HMAC-SHA-256 in base64, URL-encoded as a whole. */
const signedCookie = (header: string, name: string, secret: string): string | undefined => {
  const raw = header
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)
  if (!raw) return undefined
  const text = decode(raw)
  const dot = text.lastIndexOf('.')
  if (dot < 1) return undefined
  const value = text.slice(0, dot)
  const given = Buffer.from(text.slice(dot + 1), 'base64')
  const right = createHmac('sha256', secret).update(value).digest()
  return given.length === right.length && timingSafeEqual(given, right) ? value : undefined
}

const decode = (raw: string): string => {
  try {
    return decodeURIComponent(raw)
  } catch {
    return ''
  }
}
