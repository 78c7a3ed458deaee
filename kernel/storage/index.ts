/** File contents, kept by their SHA-256 apart for each organization, in a folder or in S3. */
export { createBlobStore, type BlobStoreOptions } from './create-blob-store.ts'
export type { BlobCheck, BlobContent, BlobEntry, BlobStore, ByteRange, StoredBlob } from './blob-store.ts'
export { BlobError, type BlobErrorCode } from './blob-error.ts'
export { isBlobKey } from './blob-key.ts'
