import { getDocumentProxy } from 'unpdf'

import { bareFilename, oneLine } from '../clean-text.ts'
import { isoDate } from '../iso-date.ts'
import { ReadingError } from '../reading-error.ts'
import type { Attachment, Format, Reading, Source } from '../reading.ts'
import { pageGlyphs, type PlacedText } from './pdf-glyphs.ts'
import { bodyTypeOf, HeadingFinder, type OutlineEntry } from './pdf-headings.ts'
import { orderLines } from './pdf-order.ts'
import { usualGaps, vocabularyOf } from './pdf-paragraphs.ts'
import { partRunning } from './pdf-running.ts'
import { PdfWriter } from './pdf-writer.ts'

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

/**
 * Reads a PDF: its text in reading order with page and place, and the files that it carries. Form fields count as
 * text at their place. A page that cannot be read is left out and named in `metadata.unreadablePages`; pages
 * without any text in `metadata.pagesWithoutText`. Throws `encrypted`, `damaged`, or `empty` for scans.
 */
export async function readPdf(source: Source, format: Format): Promise<Reading> {
  const pdf = await openPdf(source.bytes)
  try {
    const pages: { number: number; width: number; height: number }[] = []
    const placed: PlacedText[][] = []
    const unreadable: number[] = []
    let characters = 0
    for (let number = 1; number <= pdf.numPages; number += 1) {
      try {
        const page = await pdf.getPage(number)
        const { width, height } = page.getViewport({ scale: 1 })
        const texts = await pageGlyphs(page)
        for (const { text } of texts) characters += text.length
        placed.push(texts)
        pages.push({ number, width: round(width), height: round(height) })
        page.cleanup()
      } catch {
        unreadable.push(number)
        placed.push([])
      }
      // The writer measures exactly; this stops a runaway before its lines are laid out.
      if (characters > source.limits.maxTextChars * 2) throw new ReadingError('too-large')
      source.onProgress({ done: number, total: pdf.numPages, unit: 'page' })
    }
    return await assemble(pdf, source, format, pages, placed, unreadable)
  } finally {
    await pdf.loadingTask.destroy()
  }
}

async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  try {
    // pdf.js takes the buffer over and refuses Node's own kind, hence the copy.
    return await getDocumentProxy(new Uint8Array(bytes), {
      verbosity: 0,
      useWasm: false,
      isImageDecoderSupported: false,
    })
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') throw new ReadingError('encrypted')
    throw new ReadingError('damaged', undefined, { cause: error })
  }
}

async function assemble(
  pdf: Pdf,
  source: Source,
  format: Format,
  pages: { number: number; width: number; height: number }[],
  placed: PlacedText[][],
  unreadable: number[],
): Promise<Reading> {
  const writer = await writePages(pdf, source, pages, placed)
  const silent = placed.flatMap((texts, index) =>
    texts.length === 0 && !unreadable.includes(index + 1) ? [index + 1] : [],
  )
  const attachments = await readAttachments(pdf)
  if (writer.length === 0 && attachments.length === 0) throw nothingRead(pages.length === 0)
  const facts = await readFacts(pdf)
  if (silent.length > 0) facts.metadata['pagesWithoutText'] = silent.join(', ')
  if (unreadable.length > 0) facts.metadata['unreadablePages'] = unreadable.join(', ')
  return { text: writer.text, blocks: writer.blocks, ...facts, attachments, format, pages, runs: writer.runs }
}

async function writePages(
  pdf: Pdf,
  source: Source,
  pages: { number: number; height: number }[],
  placed: PlacedText[][],
): Promise<PdfWriter> {
  const body = bodyTypeOf(everyText(placed))
  const heights = new Map(pages.map(({ number, height }) => [number, height]))
  const parted = partRunning(
    placed.map((texts, index) => ({ texts, height: heights.get(index + 1) ?? Infinity })),
    body.size,
  )
  const ordered = parted.map(({ above, body: texts, below }, index) => ({
    number: index + 1,
    above,
    lines: orderLines(texts),
    below,
  }))
  const writer = new PdfWriter(source.limits.maxTextChars, {
    body,
    gapFor: usualGaps(ordered.map(({ lines }) => lines)),
    headings: new HeadingFinder(everyText(placed), body, await outlineOf(pdf)),
    vocabulary: vocabularyOf(everyText(placed)),
  })
  for (const page of ordered) writer.page(page)
  writer.flush()
  return writer
}

function* everyText(placed: PlacedText[][]): Generator<PlacedText> {
  for (const texts of placed) yield* texts
}

async function outlineOf(pdf: Pdf): Promise<OutlineEntry[]> {
  try {
    return (await pdf.getOutline()) ?? []
  } catch {
    // A broken outline costs nothing but itself.
    return []
  }
}

function nothingRead(allUnreadable: boolean): ReadingError {
  if (allUnreadable) return new ReadingError('damaged')
  return new ReadingError(
    'empty',
    'This PDF holds no text that can be read; its pages are probably pictures. Run text recognition (OCR) over it and upload the result.',
  )
}

type Facts = Pick<Reading, 'metadata'> & Partial<Pick<Reading, 'title' | 'language' | 'documentDate'>>

async function readFacts(pdf: Pdf): Promise<Facts> {
  const facts: Facts = { metadata: {} }
  const info = await pdf.getMetadata().then(
    (answer) => new Map<string, unknown>(Object.entries(answer.info)),
    () => new Map<string, unknown>(),
  )
  const said = (key: string): string => {
    const value = info.get(key)
    return typeof value === 'string' ? oneLine(value).slice(0, 1_000) : ''
  }
  if (said('Title')) facts.title = said('Title')
  if (said('Language')) facts.language = said('Language')
  for (const key of ['Author', 'Subject', 'Keywords', 'Creator', 'Producer']) {
    if (said(key)) facts.metadata[key.charAt(0).toLowerCase() + key.slice(1)] = said(key)
  }
  const created = isoDate(said('CreationDate'))
  const modified = isoDate(said('ModDate'))
  if (created) facts.metadata['created'] = created
  if (modified) facts.metadata['modified'] = modified
  const date = modified ?? created
  if (date) facts.documentDate = date
  return facts
}

async function readAttachments(pdf: Pdf): Promise<Attachment[]> {
  const found: Attachment[] = []
  const carried: unknown = await pdf.getAttachments().catch(() => null)
  if (!(carried instanceof Map)) return found
  for (const [id, file] of carried) {
    // One attachment that cannot be unpacked must not cost the rest of the document.
    const content: unknown = await pdf.getAttachmentContent(String(id)).catch(() => null)
    const bytes = content && typeof content === 'object' && 'content' in content ? content.content : content
    if (!(bytes instanceof Uint8Array)) continue
    const named = file && typeof file === 'object' && 'filename' in file ? String(file.filename) : null
    const filename = bareFilename(named, `attachment-${found.length + 1}`)
    found.push({ filename, mediaType: 'application/octet-stream', bytes: new Uint8Array(bytes) })
  }
  return found
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
