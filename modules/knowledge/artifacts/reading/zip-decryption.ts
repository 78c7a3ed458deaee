import { Uint8ArrayReader, ZipReader, type Entry } from '@zip.js/zip.js'

import { ReadingError } from './reading-error.ts'

/**
 * Opens the encrypted files of an archive (the old encryption of PKZIP, and AES as of WinZip) that this password opens,
 * by their place in its directory. Stops at `room` bytes in all with {@link ReadingError} `too-large`, whatever sizes
 * the archive declares. What the password does not open is left out.
 */
export async function decryptMembers(
  bytes: Uint8Array,
  password: string,
  room: number,
): Promise<Map<number, Uint8Array>> {
  const reader = new ZipReader(new Uint8ArrayReader(bytes), {
    password,
    useWebWorkers: false,
    // a wrong password passes the old encryption's own check once in 256 times
    checkSignature: true,
    strictness: 'tolerant',
  })
  const opened = new Map<number, Uint8Array>()
  try {
    let left = room
    for (const [index, entry] of (await reader.getEntries()).entries()) {
      if (!entry.encrypted || entry.directory) continue
      const content = await contentOf(entry, left)
      left -= content?.length ?? 0
      if (content) opened.set(index, content)
    }
  } finally {
    await reader.close()
  }
  return opened
}

async function contentOf(entry: Entry, room: number): Promise<Uint8Array | undefined> {
  if (entry.directory) return undefined
  const parts: Uint8Array[] = []
  let size = 0
  let isTooLarge = false
  const counting = new WritableStream<Uint8Array>({
    write(part) {
      size += part.length
      isTooLarge = size > room
      if (isTooLarge) throw new ReadingError('too-large')
      parts.push(part)
    },
  })
  try {
    await entry.getData(counting)
    return Buffer.concat(parts)
  } catch (error) {
    if (isTooLarge) throw new ReadingError('too-large', undefined, { cause: error })
    return undefined
  }
}
