import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { BlobError, fromSystemError } from './blob-error.ts'
import type { BlobContent, StoredBlob } from './blob-store.ts'

/**
 * Writes a content to a new file, hashing it on the way, and makes it durable.
 * @throws BlobError `too-large`, `storage-full`, `unavailable`; errors of the content's source pass unchanged
 */
export async function spool(path: string, content: BlobContent, maxBytes: number): Promise<StoredBlob> {
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
    throw fromSystemError(error)
  })
  try {
    return await writeHashed(file, content, maxBytes)
  } finally {
    await file.close()
  }
}

/** `spool` into an open file. */
export async function writeHashed(
  file: FileHandle,
  content: BlobContent,
  maxBytes: number,
): Promise<StoredBlob> {
  const hash = createHash('sha256')
  let size = 0
  for await (const piece of content instanceof Uint8Array ? [content] : content) {
    size += piece.byteLength
    if (size > maxBytes) throw new BlobError('too-large')
    hash.update(piece)
    await writeAll(file, piece)
  }
  await file.sync().catch(rethrowFull)
  return { key: hash.digest('hex'), size }
}

async function writeAll(file: FileHandle, piece: Uint8Array): Promise<void> {
  let rest = piece
  while (rest.byteLength > 0) {
    const { bytesWritten } = await file.write(rest).catch(rethrowFull)
    rest = rest.subarray(bytesWritten)
  }
}

function rethrowFull(error: unknown): never {
  throw fromSystemError(error)
}
