import type { Sql } from '#kernel/db/index.ts'

/** How a person signs in, and where they are signed in at the moment. */
export interface WaysIn {
  password: boolean
  two_factor: boolean
  /** outside accounts and keys with which the person may sign in, by the name of who vouches for them */
  others: string[]
  sessions: {
    id: string
    ip_address: string | null
    user_agent: string | null
    created_at: string
    last_seen_at: string
    expires_at: string
  }[]
}

/** Reads the ways in, and closes single ones. */
export const waysInStore = (sql: Sql) => ({
  async waysInOf(userId: string): Promise<WaysIn> {
    const [[user], accounts, sessions] = await Promise.all([
      sql.query<{ two_factor: boolean }>('select two_factor_enabled as two_factor from users where id = $1', [
        userId,
      ]),
      sql.query<{ provider_id: string }>(
        'select distinct provider_id from accounts where user_id = $1 order by provider_id',
        [userId],
      ),
      sql.query<WaysIn['sessions'][number]>(
        `select id, ip_address, user_agent, created_at, updated_at as last_seen_at, expires_at from sessions
         where user_id = $1 and expires_at > now() order by updated_at desc limit 100`,
        [userId],
      ),
    ])
    const providers = accounts.map(({ provider_id }) => provider_id)
    return {
      password: providers.includes('credential'),
      two_factor: user?.two_factor ?? false,
      others: providers.filter((provider) => provider !== 'credential'),
      sessions,
    }
  },

  /** Ends one session of a person; false where they have no such session. */
  async endSession(userId: string, sessionId: string): Promise<boolean> {
    const ended = await sql.query('delete from sessions where user_id = $1 and id = $2 returning id', [
      userId,
      sessionId,
    ])
    return ended.length > 0
  },
})
