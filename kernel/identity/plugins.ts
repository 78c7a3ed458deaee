import { twoFactor } from 'better-auth/plugins/two-factor'
import { signInLink, signInLinkPath } from './sign-in-link.ts'

/**
 * The ways to sign in beside a password. Passkeys and single sign-on join this list; each brings its tables in a file
 * of `tables/` and its paths in `routes.ts`, which opens nothing that it does not name.
 * @param issuer the product's name as authenticator apps show it
 */
export const identityPlugins = (issuer: string) => [secondFactor(issuer), signInLink()] as const

/** Codes of an authenticator app (RFC 6238) and backup codes, asked after a password and after a sign-in link alike. */
const secondFactor = (issuer: string) => {
  const plugin = twoFactor({
    issuer,
    accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 900 },
    schema: {
      user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
      twoFactor: {
        modelName: 'two_factors',
        fields: {
          userId: 'user_id',
          backupCodes: 'backup_codes',
          failedVerificationCount: 'failed_verification_count',
          lockedUntil: 'locked_until',
        },
      },
    },
  })
  const after = plugin.hooks.after.map((hook) => ({
    ...hook,
    matcher: (context: Parameters<typeof hook.matcher>[0]): boolean =>
      context.path === signInLinkPath || hook.matcher(context),
  }))
  return { ...plugin, hooks: { ...plugin.hooks, after } }
}
