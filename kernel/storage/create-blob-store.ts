import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BlobStore } from './blob-store.ts'
import { createFolderStore } from './folder-store.ts'

/** What an address does not say. */
export interface BlobStoreOptions {
  /** For S3; else found as the AWS tools do: variables, profile, role of the machine. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
  /** For S3: folder for uploads on their way; the system's temporary folder where not given. */
  readonly spoolFolder?: string
}

/** Where an S3 store keeps its contents. */
export interface S3Place {
  readonly bucket: string
  /** Empty, or ending with a slash. */
  readonly prefix: string
  /** Base address of a service that is not AWS, such as MinIO; addressed with the bucket in the path. */
  readonly endpoint: string | undefined
  readonly region: string
}

/**
 * Opens the store at an address: `file:` and a folder (absolute, or relative to the working folder), or
 * `s3://bucket/prefix?endpoint=https://minio.example.com&region=eu-central-1`.
 * @throws TypeError when the address is neither
 */
export async function createBlobStore(url: string, options: BlobStoreOptions = {}): Promise<BlobStore> {
  if (url.startsWith('file:')) return createFolderStore(folderOf(url))
  const place = parseS3Url(url)
  // The client library is large; only installations that use it pay for loading it.
  const { createS3Store } = await import('./s3-store.ts')
  return createS3Store(place, { spoolFolder: tmpdir(), ...options })
}

function folderOf(url: string): string {
  return url.startsWith('file://')
    ? fileURLToPath(url)
    : resolve(decodeURIComponent(url.slice('file:'.length)))
}

function parseS3Url(url: string): S3Place {
  const wrong = new TypeError('A storage address is file:FOLDER or s3://bucket/prefix?endpoint=…&region=…')
  if (!URL.canParse(url)) throw wrong
  const { protocol, hostname, pathname, searchParams } = new URL(url)
  const unknown = [...searchParams.keys()].filter((name) => name !== 'endpoint' && name !== 'region')
  if (protocol !== 's3:' || hostname === '' || unknown.length > 0) throw wrong
  const prefix = decodeURIComponent(pathname).replaceAll(/^\/+|\/+$/g, '')
  return {
    bucket: hostname,
    prefix: prefix === '' ? '' : `${prefix}/`,
    endpoint: searchParams.get('endpoint') ?? undefined,
    region: searchParams.get('region') ?? 'us-east-1',
  }
}
