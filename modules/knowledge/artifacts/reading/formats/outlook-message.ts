import { createRequire } from 'node:module'

import { bareFilename, cleanText, oneLine } from '../clean-text.ts'
import { isoDate } from '../iso-date.ts'
import { ReadingError } from '../reading-error.ts'
import type { Attachment, Format, Reading, Source } from '../reading.ts'
import { TextWriter } from '../text-writer.ts'
import { writeHtml } from './html-blocks.ts'
import { textBlocks } from './plain-text.ts'
import { threadFacts } from './thread-facts.ts'

// The package is CommonJS with a default of its own, which each loader of modules unwraps differently.
const { default: MsgReader }: typeof import('@kenjiuno/msgreader') = createRequire(import.meta.url)(
  '@kenjiuno/msgreader',
)
type Message = InstanceType<typeof MsgReader>
type Fields = ReturnType<Message['getFileData']>

/**
 * Reads an Outlook item (MSG): From, To, Cc, Date and Subject as header lines, its text (its HTML where it has no
 * other), and its attachments; embedded messages are attachments too.
 */
export async function readOutlookMessage(source: Source, format: Format): Promise<Reading> {
  const message = new MsgReader(bufferOf(source.bytes))
  const fields = fieldsOf(message)
  const writer = new TextWriter(source.limits.maxTextChars)
  const headers = headerLines(fields)
  for (const [name, value] of headers) writer.block('mail-header', `${name}: ${value}`)
  writeBody(fields, writer)
  const attachments = (fields.attachments ?? []).flatMap((part, index) => attachmentOf(message, part, index))
  if (writer.length === 0 && attachments.length === 0) throw new ReadingError('empty')
  const metadata: Record<string, string> = threadFacts(fields.headers ?? '')
  for (const [name, value] of headers) metadata[name.toLowerCase()] = value
  const subject = oneLine(fields.subject ?? '')
  const date = isoDate(dateOf(fields)) ?? isoDate(new Date(dateOf(fields)).toJSON() ?? '')
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

// The library wants a buffer of its own, from its first byte on.
function bufferOf(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.length)
  new Uint8Array(copy).set(bytes)
  return copy
}

function fieldsOf(message: Message): Fields {
  const fields = message.getFileData()
  if (fields.error) throw new ReadingError('damaged', undefined, { cause: fields.error })
  return fields
}

function dateOf(fields: Fields): string {
  return fields.clientSubmitTime ?? fields.messageDeliveryTime ?? fields.creationTime ?? ''
}

function headerLines(fields: Fields): [string, string][] {
  const people = fields.recipients ?? []
  const named = (name: string | undefined, address: string | undefined): string => {
    const mail = address?.includes('@') ? address : ''
    if (!name || name === mail) return mail
    return mail ? `${name} <${mail}>` : name
  }
  const to = (type: string): string =>
    people
      .filter(({ recipType = 'to' }) => recipType === type)
      .map(({ name, smtpAddress, email }) => named(name, smtpAddress ?? email))
      .join(', ')
  const lines: [string, string][] = [
    ['From', named(fields.senderName, fields.senderSmtpAddress ?? fields.senderEmail)],
    ['To', to('to')],
    ['Cc', to('cc')],
    ['Date', dateOf(fields)],
    ['Subject', fields.subject ?? ''],
  ]
  return lines
    .map(([name, value]): [string, string] => [name, oneLine(value)])
    .filter(([, value]) => value !== '')
}

function writeBody(fields: Fields, writer: TextWriter): void {
  const text = cleanText(fields.body ?? '')
  if (text.trim() !== '') {
    for (const { start, end, kind } of textBlocks(text))
      if (kind !== 'cell') writer.block(kind, text.slice(start, end))
    return
  }
  const html = fields.bodyHtml ?? (fields.html ? new TextDecoder().decode(fields.html) : '')
  if (html !== '') writeHtml(html, writer)
}

function attachmentOf(message: Message, part: Fields, index: number): Attachment[] {
  try {
    const { fileName, content } = message.getAttachment(part)
    const filename = bareFilename(fileName, `attachment-${index + 1}`)
    const mediaType = /^[\w.+-]+\/[\w.+-]+$/.test(part.attachMimeTag ?? '') ? part.attachMimeTag : undefined
    return [
      {
        filename,
        mediaType: mediaType?.toLowerCase() ?? 'application/octet-stream',
        bytes: Uint8Array.from(content),
      },
    ]
  } catch {
    // One attachment that cannot be unpacked must not cost the message.
    return []
  }
}
