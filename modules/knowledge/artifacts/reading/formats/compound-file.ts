import { find, read } from 'cfb'

import { ReadingError } from '../reading-error.ts'

/** A compound file (MS-CFB): its streams by the paths of their names, such as `/PowerPoint Document`. */
export type CompoundFile = { paths: readonly string[]; stream: (name: string) => Uint8Array | undefined }

/** Opens a compound file. Throws {@link ReadingError} `damaged` for what is none. */
export function openCompoundFile(bytes: Uint8Array): CompoundFile {
  try {
    const file = read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { type: 'buffer' })
    return {
      paths: file.FullPaths.map((path) => path.replace(/^[^/]*/, '')),
      stream: (name) => {
        const content = find(file, name)?.content
        return content === undefined ? undefined : Uint8Array.from(content)
      },
    }
  } catch (error) {
    if (error instanceof RangeError && /call stack|allocation/i.test(error.message)) throw error
    throw new ReadingError('damaged', undefined, { cause: error })
  }
}
