import { decodeText } from '../decode-text.ts'
import { ReadingError } from '../reading-error.ts'
import type { Format, Reading, Source } from '../reading.ts'
import { TextWriter } from '../text-writer.ts'
import { writeHtml } from './html-blocks.ts'

/** Reads a web page: what a person sees, in the order of the source; nothing is fetched or run. */
export async function readHtml(source: Source, format: Format): Promise<Reading> {
  const declared = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(asciiHead(source.bytes))?.[1]
  const { text, encoding } = decodeText(source.bytes, declared)
  const writer = new TextWriter(source.limits.maxTextChars)
  const page = writeHtml(text, writer)
  if (writer.length === 0) throw new ReadingError('empty')
  return {
    text: writer.text,
    blocks: writer.blocks,
    ...(page.title ? { title: page.title } : {}),
    ...(page.language ? { language: page.language } : {}),
    ...(page.date ? { documentDate: page.date } : {}),
    metadata: { ...page.metadata, encoding },
    attachments: [],
    format,
  }
}

function asciiHead(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4_096)).toString('latin1')
}
