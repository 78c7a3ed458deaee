import { getDocumentProxy } from 'unpdf'

import { bareFilename, oneLine } from '../clean-text.ts'
import { isoDate } from '../iso-date.ts'
import { ReadingError } from '../reading-error.ts'
import type { Attachment, Format, Reading, Source } from '../reading.ts'
import { CharacterMaps } from './pdf-character-maps.ts'
import { pageGlyphs, type PlacedText } from './pdf-glyphs.ts'
import type { OutlineEntry } from './pdf-headings.ts'
import { layOutPages } from './pdf-layout.ts'
import { recognizePages } from './pdf-scans.ts'

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

/**
 * Reads a PDF: its text in reading order with page and place, and the files that it carries. Form fields count as
 * text at their place. A page that cannot be read is left out and named in `metadata.unreadablePages`.
 * Pages without any text are recognized (`metadata.recognizedPages`, with `recognitionConfidence` from 0 to 100), or named
 * in `metadata.pagesWithoutText`. Throws `encrypted`, `damaged`, or `empty`.
 */
export async function readPdf(source: Source, format: Format): Promise<Reading> {
  const pdf = await openPdf(source)
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

async function openPdf({ bytes, password }: Source): Promise<Pdf> {
  try {
    // pdf.js takes the buffer over and refuses Node's own kind, hence the copy.
    return await getDocumentProxy(new Uint8Array(bytes), {
      verbosity: 0,
      ...(password === undefined ? {} : { password }),
      useWasm: false,
      isImageDecoderSupported: false,
      BinaryDataFactory: CharacterMaps,
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
  const wordless = placed.flatMap((texts, index) => (texts.length === 0 ? [index + 1] : []))
  const recognized = await recognizePages(source, wordless, placed.length)
  const everything = placed.map((texts, index) => recognized.texts.get(index + 1) ?? texts)
  const onPage = (done: number): void => source.onProgress({ done, total: placed.length, unit: 'page' })
  const outline = await outlineOf(pdf)
  const writer = layOutPages(everything, pages, outline, source.limits.maxTextChars, onPage)
  const attachments = await readAttachments(pdf)
  if (writer.length === 0 && attachments.length === 0) throw nothingRead(pages.length === 0)
  const facts = await readFacts(pdf)
  const silent = wordless.filter((page) => !recognized.texts.has(page) && !unreadable.includes(page))
  if (silent.length > 0) facts.metadata['pagesWithoutText'] = silent.join(', ')
  if (unreadable.length > 0) facts.metadata['unreadablePages'] = unreadable.join(', ')
  if (recognized.texts.size > 0) {
    facts.metadata['recognizedPages'] = [...recognized.texts.keys()].join(', ')
    facts.metadata['recognitionConfidence'] = recognized.confidence.toFixed(0)
  }
  return { text: writer.text, blocks: writer.blocks, ...facts, attachments, format, pages, runs: writer.runs }
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
    'This PDF holds no text, and none could be recognized on its pages. Upload a sharper scan, or check that it is the right file.',
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
