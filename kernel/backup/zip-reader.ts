import { basename } from 'node:path'
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

/** Characters of one row, which is the most that is held at once. */
const longestLine = 64 * 1024 * 1024

/** Opens an archive that unpacks to at most `maxBytes`. @throws BackupError `not-a-backup`, `too-large` */
export const openZip = async (path: string, maxBytes: number): Promise<ZipReader> => {
  const entries = new Map<string, yauzl.Entry>()
  const zip = await yauzl
    .openPromise(path, { lazyEntries: true, autoClose: false })
    .catch((error: unknown) => {
      throw notAProject(path, error)
    })
  let unpacked = 0
  try {
    for await (const entry of zip.eachEntry()) {
      entries.set(entry.fileName, entry)
      unpacked += entry.uncompressedSize
      if (unpacked > maxBytes) throw new BackupError('too-large', tooLarge(maxBytes))
    }
  } catch (error) {
    zip.close()
    throw error instanceof BackupError ? error : notAProject(path, error)
  }
  const open = async (name: string): Promise<Readable> => {
    const entry = entries.get(name)
    if (!entry) throw new BackupError('damaged', `The archive lacks ${name}.`)
    return zip.openReadStreamPromise(entry)
  }
  return {
    open,
    async *lines(name) {
      let rest = ''
      for await (const piece of whole(name, await open(name))) {
        const lines = `${rest}${piece}`.split('\n')
        rest = lines.pop() ?? ''
        if (rest.length > longestLine)
          throw new BackupError('damaged', `${name} holds a row that is too long.`)
        for (const line of lines) if (line !== '') yield line
      }
      if (rest !== '') yield rest
    },
    close: () => zip.close(),
  }
}

/** The text of an entry; what cannot be unpacked is damage, not a fault of ours. */
async function* whole(name: string, content: Readable): AsyncGenerator<string> {
  try {
    for await (const piece of content.setEncoding('utf8')) yield String(piece)
  } catch (error) {
    throw new BackupError('damaged', `The archive is damaged at ${name}.`, error)
  }
}

const notAProject = (path: string, error: unknown): BackupError =>
  new BackupError('not-a-backup', `${basename(path)} is not an exported project, or it is damaged.`, error)

const tooLarge = (maxBytes: number): string =>
  `The archive unpacks to more than ${maxBytes} bytes. The operator may raise PROJECT_IMPORT_MAX_BYTES.`
