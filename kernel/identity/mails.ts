import type { Rate, RateLimiter } from './rate-limit.ts'

/** Sends mail, where the installation can. */
export interface Mailer {
  /** false where no mail server is configured */
  available: boolean
  send(mail: { to: string; subject: string; text: string }): Promise<void>
}

/** The page that takes a reset token. */
export const resetUrl = (publicUrl: URL, token: string): string =>
  `${base(publicUrl)}/reset-password?token=${encodeURIComponent(token)}`

/** The page that takes a sign-in token. */
export const signInLinkUrl = (publicUrl: URL, token: string): string =>
  `${base(publicUrl)}/sign-in/link?token=${encodeURIComponent(token)}`

const base = (publicUrl: URL): string => publicUrl.href.replace(/\/$/, '')

/** The mails about accounts, each limited per address, whoever asks for them. */
export const identityMails = (
  mailer: Mailer | undefined,
  publicUrl: URL,
  limiter: RateLimiter,
  rate: Rate,
) => {
  const send = async (to: string, subject: string, text: string): Promise<void> => {
    if (!mailer?.available || (await limiter.take(`mail:${to}`, rate)) > 0) return
    await mailer.send({ to, subject, text })
  }
  return {
    /** A link to set a new password. */
    reset: (email: string, token: string): Promise<void> =>
      send(
        email,
        'Reset your Throughline password',
        `Someone, hopefully you, asked to reset the password of this address at ${publicUrl.host}.\n\n` +
          `Set a new one within an hour:\n${resetUrl(publicUrl, token)}\n\n` +
          'If it was not you, ignore this mail: nothing has changed.\n',
      ),
    /** Tells the owner of an account that somebody tried to sign up with their address. */
    alreadyRegistered: (email: string): Promise<void> =>
      send(
        email,
        'You already have a Throughline account',
        `Someone, hopefully you, tried to sign up with this address at ${publicUrl.host}, which has an account already.\n\n` +
          `Sign in, or reset the password, at ${base(publicUrl)}/sign-in.\n\nIf it was not you, ignore this mail: nothing has changed.\n`,
      ),
  }
}

/** See {@link identityMails}. */
export type IdentityMails = ReturnType<typeof identityMails>
