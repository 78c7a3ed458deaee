import { S3ServiceException } from '@aws-sdk/client-s3'
import { BlobError, fromSystemError, type BlobErrorCode } from './blob-error.ts'

// Names that services give for "no room": MinIO's disk and quota errors among them.
const full =
  /^(XMinioStorageFull|XMinioAdminBucketQuotaExceeded|QuotaExceeded|InsufficientStorage|ServiceQuotaExceeded)/

/** Waits for a call to the service; its errors become `BlobError`. */
export async function serviceCall<T>(
  call: Promise<T>,
  options: { absent: BlobErrorCode } = { absent: 'not-found' },
): Promise<T> {
  try {
    return await call
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw fromSystemError(error)
    const status = error.$metadata.httpStatusCode
    if (full.test(error.name) || status === 507) throw new BlobError('storage-full', error)
    if (error.name === 'EntityTooLarge') throw new BlobError('too-large', error)
    if (error.name === 'NoSuchBucket') throw new BlobError('unavailable', error)
    throw new BlobError(status === 404 ? options.absent : 'unavailable', error)
  }
}
