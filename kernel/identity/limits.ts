import type { Rate } from './rate-limit.ts'

/** How often what may be tried. */
export interface IdentityLimits {
  /** where requests are counted: `memory` of one process, or the `database` that several share */
  store: 'memory' | 'database'
  /** per client address */
  signIn: Rate
  signUp: Rate
  /** asking for a reset and using one */
  reset: Rate
  secondFactor: Rate
  /** everything else under /api/auth */
  other: Rate
  /** reset mails to one address, whoever asks */
  resetMails: Rate
  /** failed sign-ins of one account: after `failures` in `windowSeconds` it is locked for `lockSeconds` */
  lockOut: { failures: number; windowSeconds: number; lockSeconds: number }
}

/** Generous to an office behind one address, tight for a guessing machine. */
export const defaultLimits: IdentityLimits = {
  store: 'memory',
  signIn: { requests: 30, seconds: 60 },
  signUp: { requests: 10, seconds: 600 },
  reset: { requests: 10, seconds: 600 },
  secondFactor: { requests: 30, seconds: 60 },
  other: { requests: 600, seconds: 60 },
  resetMails: { requests: 3, seconds: 3_600 },
  lockOut: { failures: 10, windowSeconds: 900, lockSeconds: 900 },
}
