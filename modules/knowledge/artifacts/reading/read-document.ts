import { detectFormat } from './detect-format.ts'
import { asReadingError, ReadingError } from './reading-error.ts'
import type { Format, FormatReader, Reading, Source } from './reading.ts'

/**
 * Reads one document on the thread that calls it, without limits of time or memory: the pool's workers call it.
 * Libraries are loaded when their format is first met. Throws {@link ReadingError} and nothing else.
 */
export async function readDocument(source: Source): Promise<Reading> {
  try {
    if (source.bytes.length > source.limits.maxInputBytes) throw new ReadingError('too-large')
    if (source.path !== undefined) return await readLargeFile(source)
    const opened = await unlocked(source)
    const format = detectFormat(opened)
    const reader = await readerFor(format)
    return await reader(opened, format)
  } catch (error) {
    const known = asReadingError(error)
    throw known.code === 'encrypted' && source.password !== undefined
      ? new ReadingError('wrong-password')
      : known
  }
}

/** An encrypted Office file opened with the password given; other formats take the password themselves. */
async function unlocked(source: Source): Promise<Source> {
  const { bytes, password } = source
  const isCompound = Buffer.from(bytes.subarray(0, 4)).toString('hex') === 'd0cf11e0'
  if (password === undefined || !isCompound) return source
  const name = Buffer.from('EncryptedPackage', 'utf16le')
  if (!Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(name)) return source
  const { decryptOffice } = await import('./formats/office-decryption.ts')
  return { ...source, bytes: decryptOffice(bytes, password) }
}

/** Of files that cannot be held in memory, those that can be read as a stream. */
async function readLargeFile(source: Source): Promise<Reading> {
  const { openZipStreams } = await import('./zip-streams.ts')
  const zip = await openZipStreams(source.path ?? '').catch(() => undefined)
  const isWorkbook = zip?.sizes.has('xl/workbook.xml') === true
  zip?.close()
  if (!isWorkbook) throw new ReadingError('too-large')
  const { readLargeWorkbook } = await import('./formats/large-workbook.ts')
  return readLargeWorkbook(source, 'xlsx')
}

async function readerFor(format: Format): Promise<FormatReader> {
  switch (format) {
    case 'pdf':
      return (await import('./formats/pdf.ts')).readPdf
    case 'doc':
      return (await import('./formats/legacy-word.ts')).readLegacyWord
    case 'rtf':
      return (await import('./formats/rtf.ts')).readRtf
    case 'odt':
    case 'odp':
      return (await import('./formats/open-document.ts')).readOpenDocument
    case 'pptx':
      return (await import('./formats/presentation.ts')).readPresentation
    case 'ppt':
      return (await import('./formats/legacy-presentation.ts')).readLegacyPresentation
    case 'epub':
      return (await import('./formats/ebook.ts')).readEbook
    case 'msg':
      return (await import('./formats/outlook-message.ts')).readOutlookMessage
    case 'mbox':
      return (await import('./formats/mailbox.ts')).readMailbox
    case 'json':
      return (await import('./formats/json.ts')).readJson
    case 'xml':
      return (await import('./formats/xml.ts')).readXml
    case 'image':
      return (await import('./formats/image.ts')).readImage
    case 'zip':
    case 'gzip':
      return (await import('./formats/archive.ts')).readArchive
    case 'docx':
      return (await import('./formats/docx.ts')).readDocx
    case 'xlsx':
    case 'xlsm':
    case 'xlsb':
    case 'xls':
    case 'ods':
      return (await import('./formats/workbook.ts')).readWorkbook
    case 'csv':
    case 'tsv':
      return (await import('./formats/csv.ts')).readCsv
    case 'eml':
      return (await import('./formats/email.ts')).readEmail
    case 'markdown':
      return (await import('./formats/markdown.ts')).readMarkdown
    case 'html':
      return (await import('./formats/html.ts')).readHtml
    case 'text':
      return (await import('./formats/plain-text.ts')).readPlainText
  }
}
