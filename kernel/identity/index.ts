import type { Database } from '#kernel/db/index.ts'
import { accountStore, randomToken, type NewUser, type PublicUser } from './accounts.ts'
import type { Auth } from './auth.ts'
import { resetSeconds, signInLinkIdentifier, signInLinkMs } from './auth-names.ts'
import { clientAddressOf } from './client-address.ts'
import { authHandler, type RequestOrigin } from './auth-requests.ts'
import { IdentityError } from './identity-error.ts'
import { identitySql } from './identity-sql.ts'
import { defaultLimits, type IdentityLimits } from './limits.ts'
import { lockOut } from './lock-out.ts'
import { identityMails, resetUrl, signInLinkUrl, type Mailer } from './mails.ts'
import { oneTimeCode } from './one-time-code.ts'
import { outerCode } from './problem.ts'
import { profileStore, type Profile } from './profiles.ts'
import { databaseRateLimiter, memoryRateLimiter } from './rate-limit.ts'
import { sessionResolver } from './resolve-session.ts'
import { SessionCache, type ResolvedSession } from './session-cache.ts'
import { waysInStore, type WaysIn } from './ways-in.ts'

export { identityDerivedSql } from './derived-sql.ts'
export { IdentityError, identityErrors, type IdentityErrorCode } from './identity-error.ts'
export { defaultLimits, type IdentityLimits } from './limits.ts'
export { clientAddressOf } from './client-address.ts'
export { addressOf, ownOrigins } from './own-origins.ts'
export type { Mailer } from './mails.ts'
export type { Rate } from './rate-limit.ts'
export type { NewUser, PublicUser } from './accounts.ts'
export type { RequestOrigin } from './auth-requests.ts'
export type { Profile } from './profiles.ts'
export type { ResolvedSession } from './session-cache.ts'
export type { WaysIn } from './ways-in.ts'

/** What accounts and sessions need to know. */
export interface IdentityOptions {
  database: Database
  /** key of cookies and of stored second factors; at least 32 characters, the same in all processes */
  secret: string
  /** address under which people open the product; decides on links, cookies and which origin may write */
  publicUrl: string
  /** further origins under which the product is opened */
  alsoAt?: readonly string[]
  /** networks (CIDR) of proxies whose X-Forwarded-For is believed */
  trustedProxies: readonly string[]
  mailer?: Mailer | undefined
  /** how long a session lives after it was last used, in days */
  sessionDays: number
  /** whether anybody may make an account; false: by invitation only */
  allowSignUp: boolean
  /** what differs from {@link defaultLimits} */
  limits?: Partial<IdentityLimits>
  /** hears what went wrong inside; nothing of it goes outside */
  onError?: (error: unknown) => void
}

/** A redeemed sign-in link. */
export interface RedeemedLink {
  /** values of Set-Cookie headers */
  setCookie: string[]
  /** a second factor is on: the session begins once its code is verified */
  twoFactor: boolean
}

/** Accounts and sessions. */
export interface Identity {
  /** Answers /api/auth/*; never throws. */
  handler(request: Request, origin?: RequestOrigin): Promise<Response>
  /** Who sends a request with these headers; believed for up to 10 s without asking the database. */
  resolveSession(headers: Headers): Promise<ResolvedSession | null>
  /** @throws IdentityError `email-taken`, `invalid-email`, `invalid-request` or one about the password */
  createUser(user: NewUser): Promise<PublicUser>
  userById(id: string): Promise<PublicUser | null>
  usersByIds(ids: readonly string[]): Promise<PublicUser[]>
  userByEmail(email: string): Promise<PublicUser | null>
  profileOf(userId: string): Promise<Profile | null>
  /** Changes the named fields; of preferences, the named keys. @throws IdentityError `invalid-request`, `not-found` */
  updateProfile(userId: string, changes: Partial<Profile>): Promise<Profile>
  /** How a person signs in and where they are signed in. */
  waysInOf(userId: string): Promise<WaysIn>
  /** Ends one session of a person; false where they have no such session. */
  endSession(userId: string, sessionId: string): Promise<boolean>
  /** A link to set a new password, valid once within an hour; null when nobody has this address. */
  resetLink(email: string): Promise<string | null>
  /** A link that signs in, valid once within 15 minutes. */
  oneTimeSignInLink(userId: string): Promise<string>
  /** @throws IdentityError `invalid-token` for a link that is used, too old or made up */
  redeemSignInLink(token: string): Promise<RedeemedLink>
  /** Ends all sessions of a person, voids their unused links and forgets the devices they trusted. */
  signOutEverywhere(userId: string): Promise<void>
  /** Closes an account and ends its sessions. */
  disableUser(userId: string): Promise<void>
  /** Opens a closed account. */
  enableUser(userId: string): Promise<void>
  /** Erases an account with all its ways in; the id stays. Organizations erase what they hold themselves. */
  eraseUser(userId: string): Promise<void>
  /** Ends a lock-out before its time. */
  unlockUser(userId: string): Promise<void>
  /** Deletes what has run out; for a daily job. Gives the number of rows. */
  prune(): Promise<number>
}

/** Builds accounts and sessions on a database whose tables are made. */
export const createIdentity = (options: IdentityOptions): Identity => {
  const { database, secret } = options
  if (secret.length < 32) throw new Error('the secret of accounts must have at least 32 characters')
  const publicUrl = new URL(options.publicUrl)
  const origins = new Set([publicUrl.origin, ...(options.alsoAt ?? []).map((each) => new URL(each).origin)])
  const limits: IdentityLimits = { ...defaultLimits, ...options.limits }
  const onError = options.onError ?? (() => undefined)

  const sql = identitySql(database)
  const cache = new SessionCache()
  const attempts = lockOut(sql, limits.lockOut)
  const limiter = limits.store === 'database' ? databaseRateLimiter(sql, secret) : memoryRateLimiter()
  const mails = identityMails(options.mailer, publicUrl, limiter, limits.resetMails)
  const { sessionDays, allowSignUp, mailer } = options
  const accounts = accountStore(database, sql)
  const onPasswordReset = async (userId: string): Promise<void> => {
    await attempts.clear(userId)
    await accounts.voidTokens(userId)
  }
  let opened: Promise<Auth> | undefined
  const auth = (): Promise<Auth> => (opened ??= openAuth())
  // some 30 MB and a quarter of a second: a process that only answers keys never loads it
  const openAuth = async (): Promise<Auth> =>
    (await import('./auth.ts')).createAuth({
      sql,
      secret,
      publicUrl,
      origins,
      sessionDays,
      allowSignUp,
      cache,
      mails,
      onPasswordReset,
      onError,
    })

  const profiles = profileStore(sql)
  const waysIn = waysInStore(sql)
  const firstUse = oneTimeCode(sql, limiter)

  const cookieName = `${publicUrl.protocol === 'https:' ? '__Secure-' : ''}throughline.session_token`
  const clientAddress = clientAddressOf(options.trustedProxies)
  const mailAvailable = (): boolean => mailer?.available ?? false

  const oneTime = async (identifier: string, userId: string, lifeMs: number): Promise<void> => {
    const { internalAdapter } = await (await auth()).$context
    await internalAdapter.createVerificationValue({
      identifier,
      value: userId,
      expiresAt: new Date(Date.now() + lifeMs),
    })
  }
  const signOutEverywhere = async (userId: string): Promise<void> => {
    await accounts.endSessions(userId)
    await accounts.voidTokens(userId)
    cache.dropUser(userId)
  }

  return {
    handler: authHandler({
      auth,
      attempts,
      firstUse,
      limits,
      limiter,
      origins,
      allowSignUp,
      mailAvailable,
      clientAddress,
      onError,
    }),
    resolveSession: sessionResolver(sql, cache, cookieName, secret),
    createUser: accounts.createUser,
    userById: accounts.userById,
    usersByIds: accounts.usersByIds,
    userByEmail: accounts.userByEmail,
    profileOf: profiles.profileOf,
    async updateProfile(userId, changes) {
      const updated = await profiles.updateProfile(userId, changes)
      cache.dropUser(userId)
      return updated
    },
    waysInOf: waysIn.waysInOf,
    async endSession(userId, sessionId) {
      const ended = await waysIn.endSession(userId, sessionId)
      cache.dropUser(userId)
      return ended
    },
    async resetLink(email) {
      const user = await accounts.userByEmail(email)
      if (!user) return null
      const token = randomToken()
      await oneTime(`reset-password:${token}`, user.id, resetSeconds * 1_000)
      return resetUrl(publicUrl, token)
    },
    async oneTimeSignInLink(userId) {
      const token = randomToken()
      await oneTime(signInLinkIdentifier(token), userId, signInLinkMs)
      return signInLinkUrl(publicUrl, token)
    },
    async redeemSignInLink(token) {
      const { api } = await auth()
      const response = await api.redeemSignInLink({ body: { token }, asResponse: true })
      const body: unknown = await response.json().catch(() => null)
      if (!response.ok)
        throw new IdentityError(
          response.status < 500 ? 'invalid-token' : outerCode(response.status, undefined),
        )
      return {
        setCookie: response.headers.getSetCookie(),
        twoFactor: typeof body === 'object' && body !== null && 'twoFactorRedirect' in body,
      }
    },
    signOutEverywhere,
    async disableUser(userId) {
      await accounts.setDisabled(userId, true)
      await signOutEverywhere(userId)
    },
    async eraseUser(userId) {
      await accounts.eraseUser(userId)
      cache.dropUser(userId)
    },
    enableUser: (userId) => accounts.setDisabled(userId, false),
    unlockUser: (userId) => attempts.clear(userId),
    prune: accounts.prune,
  }
}
