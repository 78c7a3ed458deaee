import { ReadingError } from '../reading-error.ts'
import type { Format, Reading, Source } from '../reading.ts'
import { TextWriter } from '../text-writer.ts'
import { openCompoundFile } from './compound-file.ts'

// Types of records (MS-PPT 2.13.24). Those below hold others.
const slide = 1_006
const slideList = 4_080
const slideInList = 1_011
const textHeader = 3_999
const textChars = 4_000
const textBytes = 4_008
const containers = new Set([1_000, slide, slideList, 1_036, 61_442, 61_443, 61_444, 61_453])

// Kinds of text (MS-PPT 2.9.46): titles, and bodies whose paragraphs are bullets.
const titles = new Set([0, 6])
const bodies = new Set([1, 5, 7, 8])

/**
 * Reads a presentation of before 2007 (PPT): slides as pages with their titles, bullets and text boxes. Notes, masters
 * and tables' structure are left out.
 */
export async function readLegacyPresentation(source: Source, format: Format): Promise<Reading> {
  const file = openCompoundFile(source.bytes)
  const user = file.stream('/Current User')
  // The token of an encrypted document (MS-PPT 2.3.2).
  if (user && user.length >= 16 && view(user).getUint32(12, true) === 0xf3d1c4df)
    throw new ReadingError('encrypted')
  const stream = file.stream('/PowerPoint Document')
  if (!stream) throw new ReadingError('damaged')
  const writer = new TextWriter(source.limits.maxTextChars)
  const slides = slidesIn(stream)
  for (const [index, texts] of slides.entries()) writeSlide(texts, index + 1, writer)
  if (writer.length === 0) throw new ReadingError('empty')
  return {
    text: writer.text,
    blocks: writer.blocks,
    metadata: {},
    attachments: [],
    format,
    pages: slides.map((_texts, index) => ({ number: index + 1, width: 720, height: 540 })),
  }
}

type SlideText = { kind: number; text: string }

function writeSlide(texts: SlideText[], page: number, writer: TextWriter): void {
  for (const { kind, text } of texts)
    for (const paragraph of text.split(/\r/)) {
      const words = paragraph.replaceAll('\v', '\n')
      if (titles.has(kind)) writer.block('heading', words, { page, level: 2 })
      else writer.block(bodies.has(kind) ? 'list-item' : 'paragraph', words, { page })
    }
}

/** The texts of each slide: those of its outline, then those of boxes that the outline does not have. */
function slidesIn(stream: Uint8Array): SlideText[][] {
  const outline: SlideText[][] = []
  const boxes: SlideText[][] = []
  let kind = 4
  for (const { type, instance, body, inside } of recordsOf(stream)) {
    if (type === slideList && instance !== 0) continue
    if (type === slide) boxes.push([])
    if (type === slideInList && inside === 0) outline.push([])
    if (type === textHeader && body.length >= 4) kind = view(body).getUint32(0, true)
    if (type !== textChars && type !== textBytes) continue
    const text = new TextDecoder(type === textChars ? 'utf-16le' : 'windows-1252').decode(body)
    const target = inside === undefined ? boxes.at(-1) : inside === 0 ? outline.at(-1) : undefined
    target?.push({ kind, text })
  }
  const count = Math.max(outline.length, boxes.length)
  return Array.from({ length: count }, (_slide, index) => {
    const said = outline[index] ?? []
    const known = new Set(said.map(({ text }) => text.trim()))
    return [...said, ...(boxes[index] ?? []).filter(({ text }) => !known.has(text.trim()))]
  })
}

type PptRecord = {
  type: number
  instance: number
  body: Uint8Array
  /** of the list of slides' texts that the record lies in: 0 slides, 1 masters, 2 notes */
  inside: number | undefined
}

/** All records, containers before what they hold; a length that leads out of its container ends it. */
function* recordsOf(stream: Uint8Array): Generator<PptRecord> {
  const data = view(stream)
  const waiting: { at: number; end: number; inside: number | undefined }[] = [
    { at: 0, end: stream.length, inside: undefined },
  ]
  for (let range = waiting.pop(); range; range = waiting.pop()) {
    const { at, end, inside } = range
    if (at + 8 > end) continue
    const instance = data.getUint16(at, true) >> 4
    const type = data.getUint16(at + 2, true)
    const stop = at + 8 + data.getUint32(at + 4, true)
    if (stop > end) continue
    yield { type, instance, body: stream.subarray(at + 8, stop), inside }
    waiting.push({ at: stop, end, inside })
    if (containers.has(type))
      waiting.push({ at: at + 8, end: stop, inside: type === slideList ? instance : inside })
  }
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
