import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { BackupError } from './backup-error.ts'

/** A ZIP archive opened for reading by name. */
export interface ZipReader {
  /** @throws BackupError `damaged` when there is no such entry */
  open(name: string): Promise<Readable>
  /** non-empty lines of an entry */
  lines(name: string): AsyncIterable<string>
  close(): void
}

/** Opens an archive. @throws BackupError `not-a-backup` */
export const openZip = async (path: string): Promise<ZipReader> => {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false }, (error, opened) => (error ? reject(new BackupError('not-a-backup', `${path} is not an exported project, or it is damaged.`, error)) : resolve(opened)))
  })
  const entries = new Map<string, yauzl.Entry>()
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.once('end', resolve)
    zip.once('error', reject)
    zip.readEntry()
  })
  const open = (name: string): Promise<Readable> => {
    const entry = entries.get(name)
    if (!entry) return Promise.reject(new BackupError('damaged', `${path} lacks ${name}.`))
    return new Promise((resolve, reject) => zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))))
  }
  return {
    open,
    async *lines(name) {
      const input = await open(name)
      // JSON has no line separators inside but \n, which is escaped
      for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) if (line !== '') yield line
    },
    close: () => zip.close(),
  }
}
