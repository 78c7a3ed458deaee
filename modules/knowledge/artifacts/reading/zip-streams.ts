import { Readable } from 'node:stream'
import { fromBuffer, open, type Entry, type Options, type ZipFile } from 'yauzl'

import { ReadingError } from './reading-error.ts'
import { insideName } from './zip-archive.ts'

/** An archive whose files are read as streams: their sizes by path, as declared. To be closed after use. */
export type ZipStreams = {
  sizes: ReadonlyMap<string, number>
  open(path: string): Promise<AsyncIterable<Uint8Array>>
  close(): void
}

const options: Options & { lazyEntries: true; autoClose: false } = {
  lazyEntries: true,
  autoClose: false,
  validateEntrySizes: true,
}

/** Opens an archive in a file, or in memory. Throws {@link ReadingError} `damaged` or `encrypted`. */
export async function openZipStreams(from: string | Uint8Array): Promise<ZipStreams> {
  const zip = await opened(from)
  const entries = new Map<string, Entry>()
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      const path = insideName(entry.fileName)
      if (path !== undefined && !entries.has(path)) entries.set(path, entry)
      zip.readEntry()
    })
    zip.on('end', resolve)
    zip.on('error', (error: Error) => reject(damaged(error)))
    zip.readEntry()
  })
  return {
    sizes: new Map([...entries].map(([path, entry]) => [path, entry.uncompressedSize])),
    async open(path) {
      const entry = entries.get(path)
      if (!entry) throw new ReadingError('damaged')
      if (entry.isEncrypted()) throw new ReadingError('encrypted')
      return new Promise<Readable>((resolve, reject) => {
        zip.openReadStream(entry, (error, stream) => (stream ? resolve(stream) : reject(damaged(error))))
      })
    },
    close: () => zip.close(),
  }
}

function opened(from: string | Uint8Array): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const take = (error: Error | null, zip?: ZipFile): void => (zip ? resolve(zip) : reject(damaged(error)))
    if (typeof from === 'string') open(from, options, take)
    else fromBuffer(Buffer.from(from.buffer, from.byteOffset, from.byteLength), options, take)
  })
}

function damaged(cause: Error | null): ReadingError {
  return new ReadingError('damaged', undefined, { cause })
}
