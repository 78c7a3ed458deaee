/** Everything that can go wrong with an account, with the status and the words that go outside. */
export const identityErrors = {
  'invalid-request': {
    status: 400,
    title: 'The request is not as expected',
    detail: 'Check the fields and their types.',
  },
  'invalid-email': {
    status: 400,
    title: 'This is not an email address',
    detail: 'Write it as name@example.com.',
  },
  'password-too-short': {
    status: 400,
    title: 'The password is too short',
    detail: 'Use at least 10 characters.',
  },
  'password-too-long': {
    status: 400,
    title: 'The password is too long',
    detail: 'Use at most 200 characters.',
  },
  'password-too-common': {
    status: 400,
    title: 'The password is too easy to guess',
    detail: 'Choose one that is on no list and is not your name or address.',
  },
  'wrong-password': {
    status: 400,
    title: 'The current password is wrong',
    detail: 'Enter the password that you signed in with.',
  },
  'invalid-token': {
    status: 400,
    title: 'The link is no longer valid',
    detail: 'Links work once and for a short time. Ask for a new one.',
  },
  'two-factor-not-enabled': {
    status: 400,
    title: 'Two-step sign-in is not set up',
    detail: 'Set it up first.',
  },
  'two-factor-already-enabled': {
    status: 400,
    title: 'Two-step sign-in is already on',
    detail: 'Turn it off first to set it up anew.',
  },
  'invalid-credentials': {
    status: 401,
    title: 'Email or password is wrong',
    detail: 'Check both, or reset the password.',
  },
  'invalid-code': {
    status: 401,
    title: 'The code is wrong',
    detail: 'Enter the code that your app shows now, or a backup code.',
  },
  'two-factor-expired': {
    status: 401,
    title: 'The sign-in took too long',
    detail: 'Start again with email and password.',
  },
  unauthenticated: { status: 401, title: 'Not signed in', detail: 'Sign in first.' },
  'cross-origin': {
    status: 403,
    title: 'The request came from another site',
    detail: 'Open the product under its own address.',
  },
  'sign-up-closed': {
    status: 403,
    title: 'Sign-up is closed',
    detail: 'Ask an administrator for an invitation.',
  },
  'not-found': { status: 404, title: 'There is nothing here', detail: 'Check the path and the method.' },
  'mail-unavailable': {
    status: 409,
    title: 'This installation sends no mail',
    detail: 'Ask an administrator for a reset link.',
  },
  'email-taken': { status: 409, title: 'This address has an account', detail: 'Use another address.' },
  'body-too-large': { status: 413, title: 'The request is too large', detail: 'Send at most 16 KiB.' },
  'unsupported-media-type': {
    status: 415,
    title: 'The request is not JSON',
    detail: 'Send it as application/json.',
  },
  'account-locked': {
    status: 423,
    title: 'The account is locked for a while',
    detail: 'Too many sign-ins failed. Wait, or reset the password.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    detail: 'Wait as long as Retry-After says.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong here',
    detail: 'Try again; if it stays, tell an administrator the request id.',
  },
  unavailable: { status: 503, title: 'The database does not answer', detail: 'Try again in a moment.' },
} as const satisfies Record<string, { status: number; title: string; detail: string }>

/** A stable code; people and programs may rely on it. */
export type IdentityErrorCode = keyof typeof identityErrors

/** A refused request about an account. Only the code and its fixed words go outside. */
export class IdentityError extends Error {
  readonly code: IdentityErrorCode
  readonly status: number
  /** seconds after which it is worth trying again */
  readonly retryAfter: number | undefined

  constructor(code: IdentityErrorCode, retryAfter?: number) {
    super(identityErrors[code].title)
    this.name = 'IdentityError'
    this.code = code
    this.status = identityErrors[code].status
    this.retryAfter = retryAfter
  }
}
