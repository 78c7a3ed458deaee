import { cellAddress } from '../cell-address.ts'
import { bareFilename } from '../clean-text.ts'
import { ReadingError } from '../reading-error.ts'
import type { Box, Format, Reading, Source } from '../reading.ts'
import { TextWriter } from '../text-writer.ts'
import { listZip, unzip } from '../zip-archive.ts'
import { embeddedFiles, officeFacts } from './office-package.ts'
import { relationsOf } from './office-relations.ts'
import { writeShapes } from './presentation-shapes.ts'
import { elementsOf, firstWithin, innerText, parseXml, within, type XmlElement } from './xml-tree.ts'

/** Points in one English Metric Unit, the measure of Office files (ECMA-376 part 1, 20.1.10.16). */
const pointsPerUnit = 1 / 12_700

/**
 * Reads a presentation (PPTX): slides as pages, their titles as headings, text boxes, bullets, tables with the addresses
 * of their cells, diagrams, the speaker's notes and comments; footers and numbers of slides as running lines.
 */
export async function readPresentation(source: Source, format: Format): Promise<Reading> {
  const { maxUnzippedBytes, maxTextChars } = source.limits
  const entries = listZip(source.bytes, maxUnzippedBytes)
  const files = unzip(source.bytes, entries, maxUnzippedBytes, (name) => !/^ppt\/media\//i.test(name))
  const deck = parsed(files, 'ppt/presentation.xml')
  if (!deck) throw new ReadingError('damaged')
  const writer = new TextWriter(maxTextChars)
  const slides = slidePaths(files, deck)
  for (const [index, path] of slides.entries()) {
    writeSlide(files, path, index + 1, writer)
    source.onProgress({ done: index + 1, total: slides.length, unit: 'slide' })
  }
  const attachments = embeddedFiles(files).map((file) => ({
    ...file,
    filename: bareFilename(file.filename, 'embedded'),
  }))
  if (writer.length === 0 && attachments.length === 0) throw new ReadingError('empty')
  const size = firstWithin(deck, 'sldSz')?.attributes ?? {}
  const [width, height] = [inPoints(size['cx']), inPoints(size['cy'])]
  return {
    text: writer.text,
    blocks: writer.blocks,
    ...officeFacts(files),
    attachments,
    format,
    pages: slides.map((_path, index) => ({ number: index + 1, width, height })),
  }
}

type Files = Map<string, Uint8Array>

function slidePaths(files: Files, deck: XmlElement): string[] {
  const relations = relationsOf(files, 'ppt/presentation.xml')
  const listed = [...within(deck, 'sldId')].flatMap(({ attributes }) => {
    const path = relations.get(attributes['r:id'] ?? '')?.target
    return path !== undefined && files.has(path) ? [path] : []
  })
  if (listed.length > 0) return listed
  // A list that leads nowhere: the slides are there all the same.
  const number = (path: string): number => Number(/(\d+)\.xml$/.exec(path)?.[1])
  return [...files.keys()]
    .filter((path) => /^ppt\/slides\/slide\d+\.xml$/i.test(path))
    .toSorted((a, b) => number(a) - number(b))
}

function writeSlide(files: Files, path: string, page: number, writer: TextWriter): void {
  const slide = parsed(files, path)
  const tree = slide && firstWithin(slide, 'spTree')
  if (tree) writeShapes(elementsOf(tree), { writer, page, boxOf, addressOf: cellAddress })
  for (const { target, kind } of relationsOf(files, path).values()) {
    const part = ['diagramData', 'notesSlide', 'comments'].includes(kind) ? parsed(files, target) : undefined
    if (!part) continue
    if (kind === 'notesSlide') {
      const notes = [...within(part, 'sp')].filter(
        (shape) => firstWithin(shape, 'ph')?.attributes['type'] === 'body',
      )
      writeShapes(notes, { writer, page, boxOf: () => undefined, addressOf: cellAddress })
    } else
      for (const found of within(part, kind === 'comments' ? 'text' : 'p'))
        writer.block('paragraph', innerText(found).trim(), { page })
  }
}

function boxOf(shape: XmlElement): Box | undefined {
  const frame = firstWithin(shape, 'xfrm')
  const offset = frame && firstWithin(frame, 'off')?.attributes
  const extent = frame && firstWithin(frame, 'ext')?.attributes
  if (!offset || !extent) return undefined
  return {
    x: inPoints(offset['x']),
    y: inPoints(offset['y']),
    width: inPoints(extent['cx']),
    height: inPoints(extent['cy']),
  }
}

function inPoints(units: string | undefined): number {
  const value = Number(units ?? 0)
  return Number.isFinite(value) ? Math.round(value * pointsPerUnit * 100) / 100 : 0
}

function parsed(files: Files, path: string): XmlElement | undefined {
  const bytes = files.get(path)
  return bytes && parseXml(bytes)
}
