import { decodeText, unmarkedUtf16 } from './decode-text.ts'
import { ReadingError } from './reading-error.ts'
import type { Format } from './reading.ts'
import { listZip, unzip, type ZipEntry } from './zip-archive.ts'

/** What is known of a document before it is opened. */
export type Unopened = { bytes: Uint8Array; filename: string; mediaType?: string }

/**
 * Finds a document's format by what is in it; name and media type only choose among kinds of text.
 * Throws {@link ReadingError}: `empty` for no bytes, `encrypted` for encrypted Office files, `unsupported` with
 * advice for known kinds that are not read and for unknown binary files, `damaged` or `too-large` for bad archives.
 */
export function detectFormat(document: Unopened): Format {
  const { bytes } = document
  if (bytes.length === 0) throw new ReadingError('empty')
  const head = latin1(bytes.subarray(0, 1_024))
  if (head.includes('%PDF-')) return 'pdf'
  if (zipSignatures.some((signature) => head.startsWith(signature))) return zipFormat(bytes)
  if (head.startsWith('\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1')) return compoundFormat(bytes)
  if (head.startsWith('\x1F\x8B')) return 'gzip'
  if (picture.test(head)) return 'image'
  if (/^\s*\{\\rtf/.test(head)) return 'rtf'
  for (const [signature, advice] of refused) if (signature.test(head)) throw unsupported(advice)
  if (looksBinary(bytes)) throw new ReadingError('unsupported')
  return textFormat(document)
}

const zipSignatures = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08']

const picture = /^(?:\x89PNG|\xFF\xD8\xFF|GIF8|BM.{4}\0{4}|II\*\0|MM\0\*|RIFF.{4}WEBP)/s

const asDocument = 'Open it, save it as DOCX or PDF and upload that.'
const refused: [RegExp, string][] = [
  [
    /^(?:7z\xBC\xAF|Rar!|BZh[1-9]|\xFD7zXZ|\x28\xB5\x2F\xFD)/s,
    'Archives cannot be read. Unpack it and upload the files that are in it.',
  ],
  [/^\xFFWPC/, `WordPerfect files cannot be read. ${asDocument}`],
]

// How much an archive may unpack to is for its reader to say: large workbooks are read as streams.
function zipFormat(bytes: Uint8Array): Format {
  const entries = listZip(bytes, Infinity)
  const names = new Set(
    entries.map((entry) => entry.name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()),
  )
  if (names.has('encryptioninfo') || names.has('encryptedpackage')) throw new ReadingError('encrypted')
  if (names.has('word/document.xml')) return 'docx'
  if (names.has('xl/workbook.bin')) return 'xlsb'
  if (names.has('xl/workbook.xml')) return names.has('xl/vbaproject.bin') ? 'xlsm' : 'xlsx'
  if (names.has('ppt/presentation.xml')) return 'pptx'
  const media = openDocumentType(bytes, entries)
  if (media.startsWith(`${openDocument}spreadsheet`)) return 'ods'
  if (media.startsWith(`${openDocument}presentation`) || media.startsWith(`${openDocument}graphics`))
    return 'odp'
  if (media.startsWith(openDocument)) return 'odt'
  if (media.includes('epub')) return 'epub'
  if (names.has('[content_types].xml')) {
    if ([...names].some((name) => /^word\/document\d*\.xml$/.test(name))) return 'docx'
    throw new ReadingError('unsupported')
  }
  return 'zip'
}

const openDocument = 'application/vnd.oasis.opendocument.'

// OpenDocument and EPUB name their kind in a file called `mimetype`.
function openDocumentType(bytes: Uint8Array, entries: ZipEntry[]): string {
  const named = entries.filter(({ name, encrypted, size }) => name === 'mimetype' && !encrypted && size < 200)
  return latin1(unzip(bytes, named, 1_000, () => true).get('mimetype') ?? new Uint8Array())
}

/** Office files of before 2007, and encrypted ones, are compound files; their streams' names tell which. */
function compoundFormat(bytes: Uint8Array): Format {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // Names of streams count whatever their case, and some programs write them in capitals.
  const has = (stream: string): boolean =>
    [stream, stream.toUpperCase()].some((name) => buffer.includes(Buffer.from(`${name}\0`, 'utf16le')))
  if (has('EncryptedPackage')) throw new ReadingError('encrypted')
  if (has('__properties_version1.0')) return 'msg'
  if (has('PowerPoint Document')) return 'ppt'
  if (has('WordDocument')) return 'doc'
  if (has('Workbook') || has('Book')) return 'xls'
  throw new ReadingError('unsupported')
}

function textFormat({ bytes, filename, mediaType = '' }: Unopened): Format {
  const extension = /\.([a-z0-9]+)$/i.exec(filename)?.[1]?.toLowerCase() ?? ''
  const beginning = decodeText(bytes.subarray(0, 16_384)).text.slice(0, 8_192)
  if (looksLikeMailbox(bytes, beginning, extension)) return 'mbox'
  if (looksLikeMail(beginning, extension)) return 'eml'
  if (extension === 'md' || extension === 'markdown' || mediaType.startsWith('text/markdown'))
    return 'markdown'
  if (extension === 'csv' || mediaType.startsWith('text/csv')) return 'csv'
  if (extension === 'tsv' || extension === 'tab' || mediaType.startsWith('text/tab-separated')) return 'tsv'
  if (looksLikeHtml(beginning) || /^x?html?$/.test(extension)) return 'html'
  if (
    /^(?:json|jsonl|ndjson|geojson|jsonld)$/.test(extension) ||
    /^application\/(?:[\w.-]+\+)?(?:x-nd)?json/.test(mediaType)
  )
    return 'json'
  if (
    /^\s*<\?xml\s/.test(beginning) ||
    (/^(?:xml|xsd|xsl|rss|atom)$/.test(extension) && /^\s*</.test(beginning))
  )
    return 'xml'
  return mediaType.startsWith('text/html') && /<[a-z!]/i.test(beginning) ? 'html' : 'text'
}

const mailHeader =
  /^(?:from|to|cc|date|subject|message-id|mime-version|received|return-path|reply-to|delivered-to|content-type|in-reply-to|references|sender|x-[a-z-]+):/i

// Headers stand at the very top, one after the other; a note that merely begins with "To:" has no second kind.
function looksLikeMail(beginning: string, extension: string): boolean {
  const lines = beginning.replace(/^(?:From [^\n]*\n|\s+)/, '').split(/\r\n|\n|\r/)
  const found = new Set<string>()
  for (const line of lines) {
    if (line === '' || !/^(?:[\x21-\x39\x3B-\x7E]+[ \t]*:|[ \t])/.test(line)) break
    const header = mailHeader.exec(line)?.[0].toLowerCase()
    if (header) found.add(header)
  }
  if (extension === 'eml' || extension === 'mht') return found.size > 0 || extension === 'eml'
  const telling = ['received:', 'message-id:', 'mime-version:', 'return-path:', 'delivered-to:']
  return found.size >= 3 && telling.some((header) => found.has(header))
}

// One message with its envelope is a message; a mailbox has several.
function looksLikeMailbox(bytes: Uint8Array, beginning: string, extension: string): boolean {
  if (!/^From [^\n]*\d{4}[^\n]*\n[\w-]+:/.test(beginning.trimStart().replaceAll('\r', ''))) return false
  if (extension === 'mbox') return true
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return buffer.includes('\n\nFrom ') || buffer.includes('\r\n\r\nFrom ')
}

function looksLikeHtml(beginning: string): boolean {
  const start = beginning.replace(/^(?:\s+|<\?xml[^>]*>|<!--[\s\S]*?-->)+/, '')
  return /^<(?:!doctype\s+html|html|head|body|meta|title|div|table|p)[\s>]/i.test(start)
}

function looksBinary(bytes: Uint8Array): boolean {
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (marked || unmarkedUtf16(bytes)) return false
  const sample = bytes.subarray(0, 65_536)
  let strange = 0
  for (const byte of sample) {
    if (byte === 0) return true
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d && byte !== 0x1b)
      strange += 1
  }
  return strange > sample.length * 0.02
}

function unsupported(advice: string): ReadingError {
  return new ReadingError('unsupported', advice)
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
