import { gunzipSync } from 'node:zlib'

import { bareFilename } from '../clean-text.ts'
import { ReadingError } from '../reading-error.ts'
import type { Attachment, Format, Reading, Source } from '../reading.ts'
import { TextWriter } from '../text-writer.ts'
import { inflateEntry, insideName, listZip, type ZipEntry } from '../zip-archive.ts'

/**
 * Reads an archive (ZIP, or one file packed by gzip): its text lists what is in it, its members become files of their
 * own. Members that need a password other than the one given, cannot be unpacked or go beyond the limits are named as left
 * out; `metadata.locked` are the paths of the former, one a line. Throws `encrypted` where there is nothing but such
 * members.
 */
export async function readArchive(source: Source, format: Format): Promise<Reading> {
  const members = format === 'gzip' ? [unpacked(source)] : await membersOf(source)
  const writer = new TextWriter(source.limits.maxTextChars)
  for (const { path, reason } of members) writer.block('list-item', reason ? `${path} (${reason})` : path)
  const kept = members.flatMap(({ file }) => (file ? [file] : []))
  const locked = members.filter(({ reason }) => reason === needsPassword).map(({ path }) => path)
  if (kept.length === 0 && locked.length > 0) throw new ReadingError('encrypted')
  if (writer.length === 0) throw new ReadingError('empty')
  return {
    text: writer.text,
    blocks: writer.blocks,
    metadata: {
      members: String(members.length),
      unpacked: String(kept.length),
      ...(locked.length > 0 ? { locked: locked.join('\n') } : {}),
    },
    attachments: kept,
    format,
  }
}

type Member = { path: string; file?: Attachment; reason?: string }

// True of it also once a password was given: a stored text is never written again.
const needsPassword = 'protected by a password'

async function membersOf(source: Source): Promise<Member[]> {
  const { maxUnzippedBytes, maxMembers } = source.limits
  const entries = listZip(source.bytes, maxUnzippedBytes)
  const opened = await openedMembers(source, entries)
  const members: Member[] = []
  let room = maxUnzippedBytes
  let kept = 0
  for (const [index, entry] of entries.entries()) {
    const path = insideName(entry.name)
    if (path === undefined || isRubbish(path)) continue
    if (kept >= maxMembers) {
      members.push({ path, reason: `not unpacked: more than ${maxMembers} files` })
      continue
    }
    const member = memberOf(source.bytes, entry, path, room, opened.get(index))
    room -= member.file?.bytes.length ?? 0
    if (member.file) kept += 1
    members.push(member)
  }
  return members
}

/** What the password opens, by place in the directory; the library that decrypts is loaded only then. */
async function openedMembers(
  { bytes, password, limits }: Source,
  entries: readonly ZipEntry[],
): Promise<ReadonlyMap<number, Uint8Array>> {
  if (password === undefined || !entries.some(({ encrypted }) => encrypted)) return new Map()
  const { decryptMembers } = await import('../zip-decryption.ts')
  return decryptMembers(bytes, password, limits.maxUnzippedBytes)
}

function memberOf(
  bytes: Uint8Array,
  entry: ZipEntry,
  path: string,
  room: number,
  opened: Uint8Array | undefined,
): Member {
  if (opened && opened.length > room) throw new ReadingError('too-large')
  if (opened) return { path, file: { ...fileOf(path, Uint8Array.from(opened)), unlocked: path } }
  if (entry.encrypted) return { path, reason: needsPassword }
  try {
    const content = inflateEntry(bytes, entry, room)
    if (content.length > room) throw new ReadingError('too-large')
    return { path, file: fileOf(path, Uint8Array.from(content)) }
  } catch (error) {
    if (error instanceof ReadingError && error.code === 'too-large') throw error
    return { path, reason: 'not unpacked: damaged, or packed in a way that is not known' }
  }
}

function unpacked({ bytes, filename, limits }: Source): Member {
  const path = bareFilename(filename.replace(/\.(?:gz|tgz)$/i, ''), 'unpacked')
  try {
    return {
      path,
      file: fileOf(path, Uint8Array.from(gunzipSync(bytes, { maxOutputLength: limits.maxUnzippedBytes }))),
    }
  } catch (error) {
    if (error instanceof RangeError) throw new ReadingError('too-large')
    throw new ReadingError('damaged', undefined, { cause: error })
  }
}

function fileOf(path: string, bytes: Uint8Array): Attachment {
  return { filename: bareFilename(path, 'member'), mediaType: 'application/octet-stream', bytes }
}

// What systems put beside people's files.
function isRubbish(path: string): boolean {
  return /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(path)
}
