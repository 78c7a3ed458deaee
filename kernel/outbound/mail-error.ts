/** `invalid`: an address or a line that cannot be sent. `refused`: by the mail server. `unavailable`: no server. */
export type MailErrorCode = 'invalid' | 'refused' | 'unavailable'

const messages: Record<MailErrorCode, string> = {
  invalid: 'The mail has an address or a subject that cannot be sent.',
  refused: 'The mail server refused the mail.',
  unavailable: 'The mail server cannot be reached. Try again later.',
}

/** A mail was not sent. `cause` is for the log only. */
export class MailError extends Error {
  readonly code: MailErrorCode

  constructor(code: MailErrorCode, cause?: unknown) {
    super(messages[code], cause === undefined ? {} : { cause })
    this.name = 'MailError'
    this.code = code
  }
}
