/**
 * `too-large`: beyond the limit given. `storage-full`: no room left. `not-found`: no such content.
 * `range`: the part asked for lies outside. `invalid-key`: not a content key or organization id.
 * `unavailable`: the folder or service cannot be used; `cause` says why, for the log only.
 */
export type BlobErrorCode =
  | 'too-large'
  | 'storage-full'
  | 'not-found'
  | 'range'
  | 'invalid-key'
  | 'unavailable'

const messages: Record<BlobErrorCode, string> = {
  'too-large': 'The file is larger than allowed.',
  'storage-full': 'The file storage is full. Free some room or enlarge it, then try again.',
  'not-found': 'There is no such file content.',
  range: 'The part asked for lies outside the file.',
  'invalid-key': 'This is not the key of a file content.',
  unavailable: 'The file storage cannot be reached. Try again later.',
}

/** A content cannot be stored or read. */
export class BlobError extends Error {
  readonly code: BlobErrorCode

  constructor(code: BlobErrorCode, cause?: unknown) {
    super(messages[code], cause === undefined ? {} : { cause })
    this.name = 'BlobError'
    this.code = code
  }
}

const codesOfSystem: Readonly<Record<string, BlobErrorCode>> = {
  ENOSPC: 'storage-full',
  EDQUOT: 'storage-full',
  EFBIG: 'storage-full',
  ENOENT: 'not-found',
}

/** An error of the file system as a `BlobError`; others become `unavailable`. */
export function fromSystemError(error: unknown): BlobError {
  if (error instanceof BlobError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return new BlobError(codesOfSystem[code] ?? 'unavailable', error)
}
