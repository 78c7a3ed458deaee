import { createHash } from 'node:crypto'

// apart from what uses them, which is loaded with the first sign-in only

/** Header in which the handler tells better-auth the client's address; whatever came in under this name is dropped. */
export const clientAddressHeader = 'x-throughline-client-address'

/** Path of the accounts' endpoints. */
export const authPath = '/api/auth'

/** How long a reset link lives, in seconds. */
export const resetSeconds = 3_600

/** How long a sign-in link lives, in milliseconds. */
export const signInLinkMs = 15 * 60_000

/** Under which name a link's token is kept; only its hash is ever stored. */
export const signInLinkIdentifier = (token: string): string =>
  `sign-in-link:${createHash('sha256').update(token).digest('base64url')}`
