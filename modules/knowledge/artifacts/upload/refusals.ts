import { BlobError } from '#kernel/storage/index.ts'
import { Refusal } from '#kernel/module/index.ts'

/** The refusal for an upload beyond the limit, in bytes. */
export const tooLarge = (maxBytes: number): Refusal =>
  new Refusal(
    413,
    'too-large',
    `The file is larger than the ${sizeInWords(maxBytes)} that are allowed. Split it, or ask the operator to raise UPLOAD_MAX_BYTES.`,
  )

/** The sender went away before the end. */
export const brokenOff = (): Refusal =>
  new Refusal(400, 'upload-incomplete', 'The upload broke off before its end. Send it again.')

/** What the file storage threw, as an answer; other errors pass unchanged. */
export const fromStorage = (error: unknown, maxBytes: number): unknown => {
  if (!(error instanceof BlobError)) return error
  if (error.code === 'too-large') return tooLarge(maxBytes)
  if (error.code === 'storage-full')
    return new Refusal(507, 'storage-full', 'The file storage is full. Nothing was kept; tell the operator.')
  if (error.code === 'not-found')
    return new Refusal(
      503,
      'content-missing',
      'The content of this file is missing in the file storage; tell the operator.',
    )
  return new Refusal(
    503,
    'storage-unavailable',
    'The file storage does not answer at the moment. Try again shortly.',
    { retryAfterSeconds: 5 },
  )
}

const sizeInWords = (bytes: number): string => {
  const megabytes = bytes / (1024 * 1024)
  return megabytes >= 1 && Number.isInteger(megabytes)
    ? `${megabytes} MB`
    : `${bytes.toLocaleString('en-US')} bytes`
}
