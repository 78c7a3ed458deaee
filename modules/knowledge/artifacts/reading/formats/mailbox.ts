import { ReadingError } from '../reading-error.ts'
import type { Attachment, Format, Reading, Source } from '../reading.ts'
import { TextWriter } from '../text-writer.ts'

/**
 * Reads a mailbox file (mbox, RFC 4155): its text lists the subjects, its messages become files of their own.
 */
export async function readMailbox(source: Source, format: Format): Promise<Reading> {
  const { bytes, limits } = source
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const starts = [...raw.matchAll(/(?:^|\n)From [^\n]*\d{4}[^\n]*\n(?=[\w-]+:)/g)].map(
    ({ index, 0: line }) => index + line.length,
  )
  if (starts.length > limits.maxMembers)
    throw new ReadingError(
      'too-large',
      `This mailbox holds more than ${limits.maxMembers} messages. Split it and upload the parts.`,
    )
  const writer = new TextWriter(limits.maxTextChars)
  const attachments: Attachment[] = starts.map((start, index) => {
    const next = starts[index + 1]
    const end = next === undefined ? raw.length : raw.lastIndexOf('\nFrom ', next - 1)
    const subject = /^subject:[ \t]*(.*)$/im
      .exec(raw.slice(start, Math.min(end, start + 20_000)))?.[1]
      ?.trim()
    writer.block('list-item', `Message ${index + 1}${subject ? `: ${subject}` : ''}`)
    return {
      filename: `message-${String(index + 1).padStart(4, '0')}.eml`,
      mediaType: 'message/rfc822',
      bytes: new Uint8Array(Buffer.from(raw.slice(start, Math.max(start, end)), 'latin1')),
    }
  })
  if (attachments.length === 0) throw new ReadingError('damaged')
  return {
    text: writer.text,
    blocks: writer.blocks,
    metadata: { messages: String(attachments.length) },
    attachments,
    format,
  }
}
