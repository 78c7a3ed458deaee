import type { House } from '#kernel/module/index.ts'
import { createReaderPool, type ReaderPool } from './reading/index.ts'

const MiB = 1024 * 1024

interface Reader {
  pool: ReaderPool
  /** bytes beyond which a file is not even loaded */
  maxInputBytes: number
}

const readers = new WeakMap<House, Reader>()

/** The threads of this process that read documents, made when the first one comes. Limits follow READER_* settings. */
export const readerOf = (house: House): Reader => {
  const known = readers.get(house)
  if (known) return known
  const { READER_WORKERS, READER_MEMORY_MB, READER_TIMEOUT_MS, UPLOAD_MAX_BYTES } = house.config
  // a document takes several times its size while it is read
  const maxInputBytes = Math.min(UPLOAD_MAX_BYTES, Math.floor((READER_MEMORY_MB * MiB) / 4))
  const pool = createReaderPool({
    size: READER_WORKERS,
    memoryMb: READER_MEMORY_MB,
    timeoutMs: READER_TIMEOUT_MS,
    maxInputBytes,
    maxUnzippedBytes: Math.floor((READER_MEMORY_MB * MiB) / 2),
  })
  const made = { pool, maxInputBytes }
  readers.set(house, made)
  return made
}
