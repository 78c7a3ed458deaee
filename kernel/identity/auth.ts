import { betterAuth } from 'better-auth'
import { isAPIError } from 'better-auth/api'
import { uuidv7, type Sql } from '#kernel/db/index.ts'
import { authDialect } from './auth-dialect.ts'
import { authPath, clientAddressHeader, resetSeconds } from './auth-names.ts'
import type { IdentityMails } from './mails.ts'
import { hashPassword, verifyPassword } from './password-hash.ts'
import { maxPasswordLength, minPasswordLength } from './password-policy.ts'
import { identityPlugins } from './plugins.ts'
import type { SessionCache } from './session-cache.ts'

interface AuthParts {
  sql: Sql
  secret: string
  publicUrl: URL
  origins: ReadonlySet<string>
  sessionDays: number
  allowSignUp: boolean
  cache: SessionCache
  mails: IdentityMails
  onPasswordReset: (userId: string) => Promise<void>
  onError: (error: unknown) => void
}

/** better-auth over our tables: what it is told about names, ids, passwords, cookies and mails. */
export const createAuth = (parts: AuthParts) => {
  const { sql, cache, mails } = parts
  const https = parts.publicUrl.protocol === 'https:'
  return betterAuth({
    appName: 'Throughline',
    baseURL: parts.publicUrl.origin,
    basePath: authPath,
    secret: parts.secret,
    trustedOrigins: [...parts.origins],
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (_level, message, ...rest) =>
        parts.onError(rest.find((each) => each instanceof Error) ?? new Error(message)),
    },
    database: { dialect: authDialect(sql), type: 'postgres', transaction: false },
    // what is no answer of better-auth is ours to map
    onAPIError: {
      onError: (error) => {
        if (!isAPIError(error)) throw error
        if (error.statusCode >= 500) parts.onError(error)
      },
    },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'throughline',
      useSecureCookies: https,
      disableCSRFCheck: false,
      disableOriginCheck: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: https },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
      database: { generateId: () => uuidv7(), validateSchema: false },
      // an answer must not take longer because a mail is sent
      backgroundTasks: { handler: (task) => void task.catch(parts.onError) },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: !parts.allowSignUp,
      // a sign-up that signs in at once would tell which addresses have accounts
      autoSignIn: false,
      minPasswordLength,
      maxPasswordLength,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
      resetPasswordTokenExpiresIn: resetSeconds,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => mails.reset(user.email, token),
      onPasswordReset: ({ user }) => parts.onPasswordReset(user.id),
      onExistingUserSignUp: ({ user }) => mails.alreadyRegistered(user.email),
    },
    verification: { storeIdentifier: 'hashed', ...tables.verification },
    user: tables.user,
    account: tables.account,
    session: { expiresIn: parts.sessionDays * 86_400, updateAge: 86_400, ...tables.session },
    databaseHooks: {
      user: {
        create: {
          after: async (user) =>
            void (await sql.query('insert into user_profiles (user_id) values ($1) on conflict do nothing', [
              user.id,
            ])),
        },
        update: { after: async (user) => cache.dropUser(user.id) },
      },
      session: {
        create: {
          before: async (session) => {
            const [open] = await sql.query('select 1 from users where id = $1 and disabled_at is null', [
              session.userId,
            ])
            return open ? undefined : false
          },
        },
        delete: { after: async (session) => cache.dropToken(session.token) },
      },
    },
    plugins: [...identityPlugins('Throughline')],
  })
}

/** See {@link createAuth}. */
export type Auth = ReturnType<typeof createAuth>

const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

/** better-auth's models as our tables. */
const tables = {
  user: { modelName: 'users', fields: { emailVerified: 'email_verified', ...stamps } },
  session: {
    modelName: 'sessions',
    fields: {
      userId: 'user_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      ...stamps,
    },
  },
  account: {
    modelName: 'accounts',
    fields: {
      userId: 'user_id',
      providerId: 'provider_id',
      accountId: 'account_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...stamps,
    },
  },
  verification: { modelName: 'verifications', fields: { expiresAt: 'expires_at', ...stamps } },
}
