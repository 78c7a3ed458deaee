import { bareFilename } from './clean-text.ts'
import { ReaderThread } from './reader-thread.ts'
import { ReadingError } from './reading-error.ts'
import type { Reading, ReadingLimits, ReadingProgress } from './reading.ts'
import type { Outcome, PictureWish } from './worker-messages.ts'

/**
 * How much a pool may use. `size`: threads, each with `memoryMb` MiB of heap and as much again of buffers, each
 * document with `timeoutMs` milliseconds of wall clock from the moment its reading begins, and `stallMs` without progress.
 */
export type ReaderPoolOptions = ReadingLimits & {
  size: number
  memoryMb: number
  timeoutMs: number
  stallMs: number
}

/** A document to be read. Aborting the signal stops the reading at once, wherever it is. */
export type ReadRequest = {
  /** empty where `path` names a file that is too large to be held in memory; of such only workbooks are read */
  bytes: Uint8Array
  path?: string
  filename: string
  mediaType?: string
  /** opens the document where it is encrypted; kept nowhere */
  password?: string
  signal?: AbortSignal
}

/** Reads documents on threads of their own. */
export type ReaderPool = {
  /**
   * Reads one document; waits for a free thread. Rejects with {@link ReadingError}, or with the signal's reason.
   * Whatever the bytes are, the calling thread is safe.
   */
  read(request: ReadRequest, onProgress?: (progress: ReadingProgress) => void): Promise<Reading>
  /**
   * Draws a page of a PDF as a PNG, `picture.width` pixels wide. Rejects like {@link ReaderPool.read}; a page that is not
   * there is `damaged`.
   */
  draw(request: ReadRequest, picture: PictureWish): Promise<Uint8Array>
  /** Stops all threads; documents being read or waiting are rejected. */
  close(): Promise<void>
}

/**
 * Limits that suit documents people write: 64 MiB of file, 20 million characters, 256 MiB and 1,000
 * files unpacked, ten minutes, half a minute without progress.
 */
export const defaultReaderLimits: ReaderPoolOptions = {
  size: 2,
  memoryMb: 512,
  timeoutMs: 600_000,
  stallMs: 30_000,
  maxInputBytes: 64 * 1024 * 1024,
  maxTextChars: 20_000_000,
  maxUnzippedBytes: 256 * 1024 * 1024,
  maxMembers: 1_000,
  maxCells: 500_000,
  recognition: { languages: 'eng', maxPages: 200 },
}

/** Creates a pool; threads are started when they are first needed and do not keep the process alive when idle. */
export function createReaderPool(options: Partial<ReaderPoolOptions> = {}): ReaderPool {
  const { size, memoryMb, timeoutMs, stallMs, ...limits } = { ...defaultReaderLimits, ...options }
  const threads = Array.from({ length: size }, () => new ReaderThread({ memoryMb, timeoutMs, stallMs }))
  const free = [...threads]
  const waiting = new Set<(thread: ReaderThread | undefined) => void>()
  let lastId = 0
  let closed = false

  const takeThread = async (signal: AbortSignal | undefined): Promise<ReaderThread> => {
    signal?.throwIfAborted()
    const idle = free.pop()
    if (idle) return idle
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        waiting.delete(give)
        reject(signal?.reason)
      }
      const give = (thread: ReaderThread | undefined): void => {
        waiting.delete(give)
        signal?.removeEventListener('abort', onAbort)
        if (thread) resolve(thread)
        else reject(stopped())
      }
      waiting.add(give)
      signal?.addEventListener('abort', onAbort, { once: true })
    })
  }

  const giveBack = (thread: ReaderThread): void => {
    const [next] = waiting
    if (next) next(thread)
    else free.push(thread)
  }

  const run = async (
    { bytes, path, filename, mediaType, password, signal }: ReadRequest,
    onProgress?: (progress: ReadingProgress) => void,
    picture?: PictureWish,
  ): Promise<Outcome> => {
    if (closed) throw stopped()
    if (bytes.length === 0 && path === undefined) throw new ReadingError('empty')
    if (bytes.length > limits.maxInputBytes) throw tooManyBytes(limits.maxInputBytes)
    const thread = await takeThread(signal)
    try {
      // The pool may have been closed between the thread's becoming free and this.
      if (closed) throw stopped()
      const source = {
        bytes,
        filename: bareFilename(filename, 'file'),
        limits,
        ...(path === undefined ? {} : { path }),
        ...(mediaType ? { mediaType } : {}),
        ...(password === undefined ? {} : { password }),
      }
      const task = { id: (lastId += 1), source, ...(picture ? { picture } : {}) }
      return await thread.run(task, onProgress, signal)
    } finally {
      giveBack(thread)
    }
  }

  return {
    async read(request, onProgress) {
      const outcome = await run(request, onProgress)
      if ('reading' in outcome) return outcome.reading
      throw new ReadingError('damaged')
    },
    async draw(request, picture) {
      const outcome = await run(request, undefined, picture)
      if ('picture' in outcome) return outcome.picture
      throw new ReadingError('damaged')
    },
    async close() {
      closed = true
      for (const give of waiting) give(undefined)
      await Promise.all(threads.map((thread) => thread.stop()))
    },
  }
}

function tooManyBytes(limit: number): ReadingError {
  const size = Math.floor(limit / (1024 * 1024))
  return new ReadingError(
    'too-large',
    `This file is larger than ${size > 0 ? `${size} MB` : `${limit} bytes`}. Split it into smaller files and upload those.`,
  )
}

function stopped(): ReadingError {
  return new ReadingError('too-long', 'Reading was stopped. Upload the file again.')
}
