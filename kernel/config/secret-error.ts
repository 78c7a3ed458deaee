/** Why the installation's secret cannot be used. */
export type SecretErrorCode = 'secret-required' | 'secret-lost' | 'secret-wrong' | 'secret-unreadable'

/** The installation cannot start because of its secret. The message says what to do and never shows it. */
export class SecretError extends Error {
  readonly code: SecretErrorCode

  constructor(code: SecretErrorCode, message: string) {
    super(message)
    this.name = 'SecretError'
    this.code = code
  }
}
