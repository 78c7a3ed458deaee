import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { BlobError } from './blob-error.ts'
import type { BlobCheck, ByteRange } from './blob-store.ts'

/** Compares what a stream gives with the key it is kept under. */
export async function checkContent(key: string, openContent: () => Promise<Readable>): Promise<BlobCheck> {
  const hash = createHash('sha256')
  try {
    for await (const piece of await openContent()) hash.update(piece)
  } catch (error) {
    if (error instanceof BlobError && error.code === 'not-found') return 'missing'
    throw error
  }
  return hash.digest('hex') === key ? 'intact' : 'altered'
}

/** The first and last byte of a part, cut at the end of the content. @throws BlobError `range` */
export function resolveRange(range: ByteRange, size: number): { start: number; end: number } {
  const start = range.start ?? 0
  const end = Math.min(range.end ?? size - 1, size - 1)
  const fits = Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && start <= end
  if (!fits) throw new BlobError('range')
  return { start, end }
}
