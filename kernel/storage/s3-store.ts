import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { BlobError } from './blob-error.ts'
import { blobPath, organizationPath, parseBlobPath } from './blob-key.ts'
import type { BlobContent, BlobEntry, BlobStore, ByteRange, StoredBlob } from './blob-store.ts'
import { checkContent, resolveRange } from './content-hash.ts'
import type { BlobStoreOptions, S3Place } from './create-blob-store.ts'
import { serviceCall } from './s3-error.ts'
import { spool } from './spool.ts'

// The most that S3 takes in one request; beyond it an upload would have to be cut in parts.
const largestUpload = 5 * 2 ** 30
const largestRetried = 4 * 2 ** 20

// The library would write to the console; its errors reach the caller anyway.
const silent = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore }
function ignore(): void {}

/** Contents in S3 or a service that speaks its protocol. */
export function createS3Store(
  place: S3Place,
  options: BlobStoreOptions & { spoolFolder: string },
): BlobStore {
  const client = new S3Client({
    region: place.region,
    logger: silent,
    // Checksums that only AWS knows would be refused by other services; the content's own SHA-256 is sent.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(place.endpoint === undefined ? {} : { endpoint: place.endpoint, forcePathStyle: true }),
    ...(options.credentials === undefined ? {} : { credentials: options.credentials }),
  })
  const at = (orgId: string, key: string) => ({
    Bucket: place.bucket,
    Key: place.prefix + blobPath(orgId, key),
  })

  const stat = async (
    orgId: string,
    key: string,
  ): Promise<(StoredBlob & Pick<BlobEntry, 'storedAt'>) | undefined> => {
    try {
      const head = await serviceCall(client.send(new HeadObjectCommand(at(orgId, key))))
      // without a time nobody may take it for old
      return { key, size: head.ContentLength ?? 0, storedAt: head.LastModified ?? new Date() }
    } catch (error) {
      if (error instanceof BlobError && error.code === 'not-found') return undefined
      throw error
    }
  }

  const open = async (orgId: string, key: string, range?: ByteRange): Promise<Readable> => {
    const wanted = range === undefined ? undefined : await rangeHeader(range, await stat(orgId, key))
    const found = await serviceCall(
      client.send(
        new GetObjectCommand({ ...at(orgId, key), ...(wanted === undefined ? {} : { Range: wanted }) }),
      ),
    )
    if (found.Body instanceof Readable) return found.Body
    throw new BlobError('unavailable')
  }

  const put = async (orgId: string, content: BlobContent, maxBytes: number): Promise<StoredBlob> => {
    organizationPath(orgId)
    // The key is known only when all was read, and a service must never see half a content: hence a draft.
    const draft = join(options.spoolFolder, `throughline-${randomUUID()}`)
    try {
      const stored = await spool(draft, content, Math.min(maxBytes, largestUpload))
      await upload(draft, orgId, stored)
      return stored
    } finally {
      await rm(draft, { force: true })
    }
  }

  const upload = async (draft: string, orgId: string, stored: StoredBlob): Promise<void> => {
    await serviceCall(
      client.send(
        new PutObjectCommand({
          ...at(orgId, stored.key),
          // Bytes can be sent again when the connection breaks; a stream cannot.
          Body: stored.size <= largestRetried ? await readFile(draft) : createReadStream(draft),
          ContentLength: stored.size,
          ChecksumSHA256: Buffer.from(stored.key, 'hex').toString('base64'),
        }),
      ),
    )
  }

  async function* list(prefix: string): AsyncGenerator<BlobEntry> {
    let next: string | undefined
    do {
      const token = next === undefined ? {} : { ContinuationToken: next }
      const page = await serviceCall(
        client.send(new ListObjectsV2Command({ Bucket: place.bucket, Prefix: prefix, ...token })),
      )
      for (const { Key = '', Size = 0, LastModified = new Date() } of page.Contents ?? []) {
        const blob = parseBlobPath(Key.slice(place.prefix.length))
        if (blob !== undefined) yield { ...blob, size: Size, storedAt: LastModified }
      }
      next = page.NextContinuationToken
    } while (next !== undefined)
  }

  return {
    put: async (orgId, content, { maxBytes }) => await put(orgId, content, maxBytes),
    open,
    read: async (orgId, key) => Buffer.concat(await (await open(orgId, key)).toArray()),
    stat,
    remove: async (orgId, key) => {
      await serviceCall(client.send(new DeleteObjectCommand(at(orgId, key))))
    },
    list: (orgId) => list(place.prefix + (orgId === undefined ? '' : organizationPath(orgId))),
    check: async (orgId, key) => await checkContent(key, async () => await open(orgId, key)),
    ready: async () => {
      await serviceCall(client.send(new HeadBucketCommand({ Bucket: place.bucket })), {
        absent: 'unavailable',
      })
    },
  }
}

async function rangeHeader(range: ByteRange, found: StoredBlob | undefined): Promise<string> {
  if (found === undefined) throw new BlobError('not-found')
  const { start, end } = resolveRange(range, found.size)
  return `bytes=${start}-${end}`
}
