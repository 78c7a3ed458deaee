import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { BackupError } from './backup-error.ts'

/** A ZIP archive opened for reading by name. */
export interface ZipReader {
  /** @throws BackupError `damaged` when there is no such entry */
  open(name: string): Promise<Readable>
  /** non-empty lines of an entry, divided by line feeds alone: texts may hold every other separator */
  lines(name: string): AsyncIterable<string>
  close(): void
}

/** Opens an archive. @throws BackupError `not-a-backup` */
export const openZip = async (path: string): Promise<ZipReader> => {
  const entries = new Map<string, yauzl.Entry>()
  const zip = await yauzl
    .openPromise(path, { lazyEntries: true, autoClose: false })
    .catch((error: unknown) => {
      throw new BackupError('not-a-backup', `${path} is not an exported project, or it is damaged.`, error)
    })
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
  const open = async (name: string): Promise<Readable> => {
    const entry = entries.get(name)
    if (!entry) throw new BackupError('damaged', `${path} lacks ${name}.`)
    return zip.openReadStreamPromise(entry)
  }
  return {
    open,
    async *lines(name) {
      let rest = ''
      for await (const piece of (await open(name)).setEncoding('utf8')) {
        const lines = `${rest}${String(piece)}`.split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) if (line !== '') yield line
      }
      if (rest !== '') yield rest
    },
    close: () => zip.close(),
  }
}
