import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import tar from 'tar-stream'
import { BackupError } from './backup-error.ts'

/** An archive being written: a gzipped tar, entry after entry, in bounded memory. */
export interface ArchiveWriter {
  /** adds an entry; a stream must give exactly `size` bytes */
  add(name: string, content: Uint8Array | AsyncIterable<Uint8Array>, size?: number): Promise<void>
  /** SHA-256 in hex over the names and contents of all entries so far */
  digest(): string
  /** makes the archive appear under its name; gives its size in bytes */
  finish(): Promise<number>
  /** leaves nothing behind */
  abandon(): Promise<void>
}

/** Starts an archive. It appears under its name only when it is whole. @throws BackupError `file-exists` */
export const writeArchive = async (path: string): Promise<ArchiveWriter> => {
  if (await stat(path).catch(() => undefined))
    throw new BackupError('file-exists', `${path} exists. Name another file.`)
  const draft = `${path}.partial`
  await rm(draft, { force: true })
  const pack = tar.pack()
  const written = pipeline(
    pack,
    createGzip({ level: 4 }),
    createWriteStream(draft, { flags: 'wx', mode: 0o600 }),
  )
  // a failure is heard where the next entry is added, or at the end
  written.catch(() => undefined)
  const hash = createHash('sha256')

  return {
    async add(name, content, size) {
      const pieces = content instanceof Uint8Array ? Readable.from([content]) : Readable.from(content)
      const bytes = content instanceof Uint8Array ? content.byteLength : (size ?? 0)
      hash.update(`${name}\n${bytes}\n`)
      const entry = pack.entry({ name, size: bytes, mode: 0o600, mtime: new Date(0) })
      await Promise.race([
        pipeline(pieces, hashing(hash), entry),
        written.then(() => Promise.reject(new Error('the archive was closed early'))),
      ])
    },
    digest: () => hash.copy().digest('hex'),
    async finish() {
      pack.finalize()
      await written
      const file = await open(draft, 'r+')
      await file.sync()
      await file.close()
      await rename(draft, path)
      return (await stat(path)).size
    },
    async abandon() {
      pack.destroy()
      await written.catch(() => undefined)
      await rm(draft, { force: true })
    },
  }
}

const hashing = (hash: { update(piece: Uint8Array): unknown }) =>
  async function* (pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      hash.update(piece)
      yield piece
    }
  }

/** One entry as it is read; its content must be read before the next entry comes. */
export interface ArchiveEntry {
  name: string
  size: number
  content: AsyncIterable<Uint8Array>
  /** the digest of all entries before this one */
  digestBefore: string
}

/** The entries of an archive in order. @throws BackupError `damaged`, `not-a-backup` */
export async function* readArchive(path: string): AsyncGenerator<ArchiveEntry> {
  const extract = tar.extract()
  const hash = createHash('sha256')
  const read = pipeline(createReadStream(path), createGunzip(), extract)
  read.catch(() => undefined)
  try {
    for await (const entry of extract) {
      const { name, size } = entry.header
      const digestBefore = hash.copy().digest('hex')
      hash.update(`${name}\n${size}\n`)
      yield { name, size, content: explaining(hashing(hash)(Readable.from(entry)), path), digestBefore }
      entry.resume()
    }
    await read
  } catch (error) {
    throw explained(error, path)
  } finally {
    extract.destroy()
  }
}

/** Errors of the file come out wherever its content is read. */
async function* explaining(pieces: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces
  } catch (error) {
    throw explained(error, path)
  }
}

const explained = (error: unknown, path: string): unknown => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT') return new BackupError('not-a-backup', `There is no file ${path}.`)
  if (code === 'Z_DATA_ERROR')
    return new BackupError('not-a-backup', `${path} is not a backup, or it is damaged.`, error)
  if (
    code === 'Z_BUF_ERROR' ||
    (error instanceof Error && /Unexpected end|Invalid tar/i.test(error.message))
  ) {
    return new BackupError('damaged', `${path} is cut off or damaged. Use another backup.`, error)
  }
  return error
}

/** A whole entry in memory; for those that are known to be small. */
export const contentOf = async (entry: ArchiveEntry): Promise<Buffer> => {
  const pieces: Uint8Array[] = []
  for await (const piece of entry.content) pieces.push(piece)
  return Buffer.concat(pieces)
}
