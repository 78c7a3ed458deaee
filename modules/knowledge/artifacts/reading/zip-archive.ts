import { inflateRawSync } from 'node:zlib'
import { decodeText } from './decode-text.ts'
import { ReadingError } from './reading-error.ts'

/** One file of a zip archive, as its central directory declares it. */
export type ZipEntry = {
  name: string
  compressedSize: number
  size: number
  method: number
  encrypted: boolean
  headerOffset: number
}

const maxEntries = 10_000
const ratioFloorBytes = 16 * 1024 * 1024
const maxRatio = 200

/**
 * Lists an archive's files from its central directory (APPNOTE.TXT 4.3.12, with Zip64 sizes), and refuses before
 * anything is inflated: more than 10,000 files; more than `maxUnzippedBytes` declared; more than 200 times the
 * archive's own size declared, beyond 16 MiB. Throws {@link ReadingError} `damaged` or `too-large`.
 */
export function listZip(bytes: Uint8Array, maxUnzippedBytes: number): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const { offset, count, shift } = findDirectory(view)
    if (count > maxEntries) throw bomb()
    const entries = readDirectory(view, bytes, offset + shift, count)
    for (const entry of entries) entry.headerOffset += shift
    let total = 0
    for (const entry of entries) total += entry.size
    checkTotal(total, bytes.length, maxUnzippedBytes)
    return entries
  } catch (error) {
    // Offsets that point outside of the file show up as a RangeError of the view.
    if (error instanceof RangeError) throw new ReadingError('damaged', undefined, { cause: error })
    throw error
  }
}

/**
 * Inflates the wanted files, counting what really comes out: an archive that declares less than it holds is cut
 * off at `maxUnzippedBytes` and at the same ratio as in {@link listZip}. Names that climb out of the archive are
 * skipped; of two files with one name the first counts.
 */
export function unzip(
  bytes: Uint8Array,
  entries: ZipEntry[],
  maxUnzippedBytes: number,
  wanted: (name: string) => boolean,
): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  let total = 0
  for (const entry of entries) {
    const name = insideName(entry.name)
    if (name === undefined || files.has(name) || !wanted(name)) continue
    const content = inflateEntry(bytes, entry, maxUnzippedBytes - total)
    total += content.length
    checkTotal(total, bytes.length, maxUnzippedBytes)
    files.set(name, content)
  }
  return files
}

/**
 * Inflates one file of an archive. Throws {@link ReadingError}: `too-large` beyond `room` bytes, `encrypted`, `damaged`, or
 * `unsupported` for rare methods of compression.
 */
export function inflateEntry(bytes: Uint8Array, entry: ZipEntry, room: number): Uint8Array {
  if (entry.encrypted) throw new ReadingError('encrypted')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = entry.headerOffset
  if (at + 30 > bytes.length || view.getUint32(at, true) !== 0x04034b50) throw new ReadingError('damaged')
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  const packed = bytes.subarray(start, start + entry.compressedSize)
  if (packed.length < entry.compressedSize) throw new ReadingError('damaged')
  if (entry.method === 0) return packed
  if (entry.method !== 8) throw new ReadingError('unsupported')
  if (packed.length === 0) return packed
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, room + 1) })
  } catch (error) {
    if (error instanceof RangeError) throw bomb()
    throw new ReadingError('damaged', undefined, { cause: error })
  }
}

// `shift` is how many bytes stand before the archive that its own offsets do not count, as in self-extracting ones.
function findDirectory(view: DataView): { offset: number; count: number; shift: number } {
  const earliest = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= earliest; at -= 1) {
    if (view.getUint32(at, true) !== 0x06054b50) continue
    const count = view.getUint16(at + 10, true)
    const offset = view.getUint32(at + 16, true)
    const start = at - view.getUint32(at + 12, true)
    const isThere = start >= 0 && (count === 0 || view.getUint32(start, true) === 0x02014b50)
    const shift = isThere && start > offset ? start - offset : 0
    if (offset !== 0xffffffff && count !== 0xffff) return { offset, count, shift }
    const locator = at - 20
    if (locator < 0 || view.getUint32(locator, true) !== 0x07064b50) return { offset, count, shift }
    const directory = Number(view.getBigUint64(locator + 8, true))
    return {
      count: Number(view.getBigUint64(directory + 32, true)),
      offset: Number(view.getBigUint64(directory + 48, true)),
      shift: 0,
    }
  }
  throw new ReadingError('damaged')
}

function readDirectory(view: DataView, bytes: Uint8Array, offset: number, count: number): ZipEntry[] {
  const entries: ZipEntry[] = []
  let at = offset
  for (let index = 0; index < count; index += 1) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new ReadingError('damaged')
    const nameLength = view.getUint16(at + 28, true)
    const extraLength = view.getUint16(at + 30, true)
    const entry: ZipEntry = {
      name: decodeText(bytes.subarray(at + 46, at + 46 + nameLength)).text,
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      compressedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      headerOffset: view.getUint32(at + 42, true),
    }
    applyZip64(view, at + 46 + nameLength, extraLength, entry)
    entries.push(entry)
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true)
  }
  return entries
}

// Zip64's extra field holds, in this order, only those values that are all ones in the ordinary record (4.5.3).
function applyZip64(view: DataView, start: number, length: number, entry: ZipEntry): void {
  for (let at = start; at + 4 <= start + length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 0x0001) continue
    let field = at + 4
    for (const key of ['size', 'compressedSize', 'headerOffset'] as const) {
      if (entry[key] !== 0xffffffff) continue
      entry[key] = Number(view.getBigUint64(field, true))
      field += 8
    }
    return
  }
}

/** The path of an archive's file; undefined for folders and for names that climb out of the archive. */
export function insideName(name: string): string | undefined {
  const path = name.replaceAll('\\', '/').replace(/^(?:[A-Za-z]:)?\/+/, '')
  if (path === '' || path.endsWith('/') || path.includes('\0')) return undefined
  const parts = path.split('/')
  return parts.includes('..') || parts.includes('__proto__') ? undefined : path
}

function checkTotal(total: number, archiveBytes: number, maxUnzippedBytes: number): void {
  if (total > maxUnzippedBytes) throw bomb()
  if (total > ratioFloorBytes && total > archiveBytes * maxRatio) throw bomb()
}

function bomb(): ReadingError {
  return new ReadingError(
    'too-large',
    'This file unpacks to far more than its size and was not opened. If it is genuine, split it into smaller files.',
  )
}
