import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { DatabaseError, uuidv7, type Database, type Sql } from '#kernel/db/index.ts'
import { IdentityError } from './identity-error.ts'
import { hashPassword } from './password-hash.ts'
import { checkPassword } from './password-policy.ts'

/** A person as others may see them. */
export interface PublicUser {
  id: string
  name: string
  email: string
  image: string | null
}

/** A person to be. Without a password they come in by a link. */
export interface NewUser {
  name: string
  email: string
  password?: string | undefined
}

const columns = 'id, name, email, image'

const newUser = z.object({
  name: z.string().trim().min(1).max(200),
  email: z.string().trim().toLowerCase().pipe(z.email().max(254)),
})

/** 256 random bits for a link. */
export const randomToken = (): string => randomBytes(32).toString('base64url')

/** Accounts as the kernel's other parts and the command line use them. */
export const accountStore = (database: Database, sql: Sql) => ({
  /**
   * Makes an account; its address counts as known, since an operator or an inviter vouches for it.
   * @throws IdentityError `invalid-request`, `invalid-email`, `email-taken` or one about the password
   */
  async createUser(wish: NewUser): Promise<PublicUser> {
    const parsed = newUser.safeParse(wish)
    if (!parsed.success)
      throw new IdentityError(
        parsed.error.issues.some((each) => each.path[0] === 'email') ? 'invalid-email' : 'invalid-request',
      )
    const { name, email } = parsed.data
    if (wish.password !== undefined) checkPassword(wish.password, [name, email])
    const hash = wish.password === undefined ? undefined : await hashPassword(wish.password)
    const id = uuidv7()
    try {
      await database.as('identity', async (tx) => {
        tx.defer('insert into users (id, name, email, email_verified) values ($1, $2, $3, true)', [
          id,
          name,
          email,
        ])
        tx.defer('insert into user_profiles (user_id) values ($1)', [id])
        if (hash === undefined) return
        tx.defer(
          "insert into accounts (id, user_id, provider_id, account_id, password) values ($1, $2::uuid, 'credential', $2::text, $3)",
          [uuidv7(), id, hash],
        )
      })
    } catch (error) {
      throw error instanceof DatabaseError && error.constraint === 'users_email_key'
        ? new IdentityError('email-taken')
        : error
    }
    return { id, name, email, image: null }
  },

  async userById(id: string): Promise<PublicUser | null> {
    const [user] = await sql.query<PublicUser>(`select ${columns} from users where id = $1`, [id])
    return user ?? null
  },

  /** Those of the ids that exist, in no order. */
  async usersByIds(ids: readonly string[]): Promise<PublicUser[]> {
    if (ids.length === 0) return []
    return sql.query<PublicUser>(`select ${columns} from users where id = any($1::uuid[])`, [
      `{${ids.join(',')}}`,
    ])
  },

  async userByEmail(email: string): Promise<PublicUser | null> {
    const [user] = await sql.query<PublicUser>(`select ${columns} from users where email = $1`, [
      email.trim().toLowerCase(),
    ])
    return user ?? null
  },

  /** Ends all sessions of a person. */
  async endSessions(userId: string): Promise<void> {
    await sql.query('delete from sessions where user_id = $1', [userId])
  },

  /** Voids the links sent to a person that nobody used yet, and forgets the devices they trusted. */
  async voidTokens(userId: string): Promise<void> {
    await sql.query('delete from verifications where value = $1', [userId])
  },

  /** Closes an account or opens it again; what it did stays attributed to it. */
  async setDisabled(userId: string, disabled: boolean): Promise<void> {
    await sql.query('update users set disabled_at = $2, updated_at = $3 where id = $1', [
      userId,
      disabled ? new Date() : null,
      new Date(),
    ])
  },

  /** Erases an account: its row stays for what refers to it, closed and without anything that tells who it was. */
  async eraseUser(userId: string): Promise<void> {
    await database.as('identity', async (tx) => {
      for (const table of ['sessions', 'accounts', 'two_factors', 'user_profiles', 'sign_in_attempts'])
        tx.defer(`delete from ${table} where user_id = $1`, [userId])
      tx.defer('delete from verifications where value = $1', [userId])
      tx.defer(
        `update users set name = '[erased]', email = 'erased-' || id || '@erased.invalid', email_verified = false, image = null,
           two_factor_enabled = false, disabled_at = coalesce(disabled_at, now()), updated_at = now() where id = $1`,
        [userId],
      )
    })
  },

  /** Deletes what has run out: sessions, one-time tokens, counted windows. Gives the number of rows. */
  async prune(): Promise<number> {
    const now = [new Date()]
    const counts = await Promise.all(
      [
        'sessions where expires_at',
        'verifications where expires_at',
        'rate_limits where window_ends_at',
        'sign_in_attempts where window_ends_at',
      ].map((what) => sql.query(`delete from ${what} <= $1 returning 1 as gone`, now)),
    )
    return counts.reduce((sum, rows) => sum + rows.length, 0)
  },
})
