import { BlobError } from './blob-error.ts'

/** Whether a text is the key of a content: SHA-256 as 64 lower-case hex digits. */
export const isBlobKey = (text: string): boolean => /^[0-9a-f]{64}$/.test(text)

const isOrganization = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)

/**
 * Where a content lies below the root of a store, with slashes: the same in a folder and in S3, so that one
 * can be copied to the other.
 * @throws BlobError `invalid-key`; what passes cannot leave the store or the organization
 */
export function blobPath(orgId: string, key: string): string {
  if (!isBlobKey(key)) throw new BlobError('invalid-key')
  return `${organizationPath(orgId)}${key.slice(0, 2)}/${key}`
}

/** Below which an organization's contents lie; ends with a slash. @throws BlobError `invalid-key` */
export function organizationPath(orgId: string): string {
  if (!isOrganization(orgId)) throw new BlobError('invalid-key')
  return `${orgId}/`
}

/** Undoes `blobPath`; undefined for what is no content. */
export function parseBlobPath(path: string): { orgId: string; key: string } | undefined {
  const [orgId = '', shard, key = '', ...rest] = path.split('/')
  const fits = isOrganization(orgId) && isBlobKey(key) && shard === key.slice(0, 2) && rest.length === 0
  return fits ? { orgId, key } : undefined
}
