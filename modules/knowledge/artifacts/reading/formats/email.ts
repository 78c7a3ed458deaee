import PostalMime, { type Address, type Attachment as Part, type Email } from 'postal-mime'

import { bareFilename, cleanText, oneLine } from '../clean-text.ts'
import { isoDate } from '../iso-date.ts'
import { ReadingError } from '../reading-error.ts'
import type { Attachment, Format, Reading, Source } from '../reading.ts'
import { TextWriter } from '../text-writer.ts'
import { writeHtml } from './html-blocks.ts'
import { textBlocks } from './plain-text.ts'
import { threadFacts } from './thread-facts.ts'

/**
 * Reads an e-mail message (RFC 5322, MIME): From, To, Cc, Date and Subject as header lines, the text of the
 * message (its HTML where it has no other), and its attachments; forwarded messages are attachments too.
 */
export async function readEmail(source: Source, format: Format): Promise<Reading> {
  const message = await parse(withoutEnvelope(source.bytes))
  const writer = new TextWriter(source.limits.maxTextChars)
  const headers = headerLines(message)
  for (const [name, value] of headers) writer.block('mail-header', `${name}: ${value}`)
  writeBody(message, writer)
  const attachments = message.attachments.map(toAttachment)
  if (writer.length === 0 && attachments.length === 0) throw new ReadingError('empty')
  const metadata: Record<string, string> = {}
  for (const [name, value] of headers) metadata[name.toLowerCase()] = value
  Object.assign(metadata, threadOf(message))
  const subject = oneLine(message.subject ?? '')
  const date = isoDate(rawHeader(message, 'date'))
  return {
    text: writer.text,
    blocks: writer.blocks,
    ...(subject ? { title: subject } : {}),
    ...(date ? { documentDate: date } : {}),
    metadata,
    attachments,
    format,
  }
}

async function parse(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, { forceRfc822Attachments: true, maxNestingDepth: 100 })
  } catch (error) {
    if (error instanceof RangeError) throw error
    throw new ReadingError('damaged', undefined, { cause: error })
  }
}

// Messages taken out of a mailbox file begin with a line of the mailbox, "From name date".
function withoutEnvelope(bytes: Uint8Array): Uint8Array {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1_000)).toString('latin1')
  const envelope = /^(?:\s*From [^\n]*\n|\s+)/.exec(head)?.[0]
  return envelope ? bytes.subarray(envelope.length) : bytes
}

function headerLines(message: Email): [string, string][] {
  const lines: [string, string][] = [
    ['From', people(message.from ? [message.from] : [])],
    ['To', people(message.to)],
    ['Cc', people(message.cc)],
    ['Date', rawHeader(message, 'date')],
    ['Subject', message.subject ?? ''],
  ]
  const filled: [string, string][] = []
  for (const [name, value] of lines) if (oneLine(value) !== '') filled.push([name, oneLine(value)])
  return filled
}

function people(addresses: Address[] | undefined): string {
  const written = (addresses ?? []).map((address) => {
    if (address.group) return `${address.name}: ${people(address.group)}`
    if (!address.name || address.name === address.address) return address.address
    return address.address ? `${address.name} <${address.address}>` : address.name
  })
  return written.join(', ')
}

function rawHeader(message: Email, key: string): string {
  return message.headers.find((header) => header.key === key)?.value ?? ''
}

function threadOf(message: Email): Record<string, string> {
  const lines = message.headers.map(({ key, value }) => `${key}: ${oneLine(value)}`)
  return threadFacts(lines.join('\n'))
}

function writeBody(message: Email, writer: TextWriter): void {
  const text = cleanText(message.text ?? '')
  if (text.trim() === '') {
    if (message.html) writeHtml(message.html, writer)
    return
  }
  for (const { start, end, kind } of textBlocks(text)) {
    if (kind !== 'cell') writer.block(kind, text.slice(start, end))
  }
}

function toAttachment(part: Part, index: number): Attachment {
  const mediaType = /^[\w.+-]+\/[\w.+-]+$/.test(part.mimeType)
    ? part.mimeType.toLowerCase()
    : 'application/octet-stream'
  const extension = mediaType === 'message/rfc822' ? '.eml' : mediaType === 'text/plain' ? '.txt' : ''
  const filename = bareFilename(part.filename, `attachment-${index + 1}${extension}`)
  const { content } = part
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
  return { filename, mediaType, bytes }
}
