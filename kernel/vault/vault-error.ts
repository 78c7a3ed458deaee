/**
 * `unknown-key`: sealed with a master secret that is not configured. `cannot-open`: altered, or sealed for
 * another organization or purpose; which of these is not told.
 */
export type VaultErrorCode = 'unknown-key' | 'cannot-open'

/** A sealed value cannot be opened. Carries no detail of the cipher and never any of the content. */
export class VaultError extends Error {
  readonly code: VaultErrorCode

  constructor(code: VaultErrorCode) {
    super(
      code === 'unknown-key'
        ? 'The value was sealed with a secret that is no longer configured. Configure the former secret and rotate.'
        : 'The value cannot be opened: it was altered or belongs elsewhere.',
    )
    this.name = 'VaultError'
    this.code = code
  }
}
