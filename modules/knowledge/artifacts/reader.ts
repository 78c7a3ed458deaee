import type { House } from '#kernel/module/index.ts'
import { createReaderPool, type ReaderPool } from './reading/index.ts'

const MiB = 1024 * 1024

interface Reader {
  pool: ReaderPool
  /** draws pages for people who wait, while the other reads */
  drawing: ReaderPool
  /** bytes beyond which a file is not held in memory */
  maxInputBytes: number
}

const readers = new WeakMap<House, Reader>()

/** The threads of this process that read documents, made when the first one comes. Limits follow READER_* settings. */
export const readerOf = (house: House): Reader => {
  const known = readers.get(house)
  if (known) return known
  const { config } = house
  const { READER_WORKERS, READER_MEMORY_MB, UPLOAD_MAX_BYTES } = config
  // a document takes several times its size while it is read
  const maxInputBytes = Math.min(UPLOAD_MAX_BYTES, Math.floor((READER_MEMORY_MB * MiB) / 4))
  const options = {
    memoryMb: READER_MEMORY_MB,
    timeoutMs: config.READER_TIMEOUT_MS,
    stallMs: config.READER_STALL_MS,
    maxInputBytes,
    maxUnzippedBytes: Math.floor((READER_MEMORY_MB * MiB) / 2),
    maxTextChars: config.READER_MAX_CHARACTERS,
    maxCells: config.READER_MAX_CELLS,
    maxMembers: config.ARCHIVE_MAX_FILES,
    recognition: {
      languages: config.OCR_LANGUAGES,
      maxPages: config.OCR_MAX_PAGES,
      ...(config.OCR_DATA === undefined ? {} : { folder: config.OCR_DATA }),
    },
  }
  const pool = createReaderPool({ ...options, size: READER_WORKERS })
  const drawing = createReaderPool({ ...options, size: 1 })
  house.onClose(async () => void (await Promise.all([pool.close(), drawing.close()])))
  const made = { pool, drawing, maxInputBytes }
  readers.set(house, made)
  return made
}
