/** Why a backup or a restore did not happen. The message says what to do. */
export type BackupErrorCode =
  | 'file-exists'
  | 'not-a-backup'
  | 'damaged'
  | 'newer-version'
  | 'other-tables'
  | 'not-empty'
  | 'too-large'
  | 'secret-required'
  | 'secret-wrong'
  | 'keys-required'

/** An expected failure of a backup or a restore. */
export class BackupError extends Error {
  readonly code: BackupErrorCode

  constructor(code: BackupErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'BackupError'
    this.code = code
  }
}
