/** Why a call to the outside failed. All are safe to show to the user who gave the address. */
export type OutboundErrorCode =
  | 'url-invalid'
  | 'address-refused'
  | 'host-unknown'
  | 'header-refused'
  | 'redirect-refused'
  | 'timeout'
  | 'too-large'
  | 'encoding-refused'
  | 'connection-failed'

const messages: Record<OutboundErrorCode, string> = {
  'url-invalid':
    'This is not an http or https address that can be called. It must not hold a user or password.',
  'address-refused': 'This address lies in a network that must not be called.',
  'host-unknown': 'The host of this address is not known.',
  'header-refused': 'A header of the request is not allowed.',
  'redirect-refused': 'The answer led elsewhere too often, or from https to http.',
  timeout: 'The answer did not come in time.',
  'too-large': 'The answer is larger than allowed.',
  'encoding-refused': 'The answer is compressed, which was not asked for.',
  'connection-failed': 'The host could not be reached.',
}

/** A call failed. The message names no address of a network inside. */
export class OutboundError extends Error {
  readonly code: OutboundErrorCode

  constructor(code: OutboundErrorCode, cause?: unknown) {
    super(messages[code], cause === undefined ? {} : { cause })
    this.name = 'OutboundError'
    this.code = code
  }
}
