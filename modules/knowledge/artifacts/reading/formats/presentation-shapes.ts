import type { Box } from '../reading.ts'
import type { TextWriter } from '../text-writer.ts'
import { elementsOf, firstWithin, innerText, within, type XmlElement } from './xml-tree.ts'

/** Where shapes are written to, and how places are told. */
export type ShapeTarget = {
  writer: TextWriter
  page: number
  boxOf: (shape: XmlElement) => Box | undefined
  addressOf: (row: number, column: number) => string
}

const titles = new Set(['title', 'ctrTitle'])
const furniture = new Set(['ftr', 'sldNum', 'dt', 'hdr'])

/** Writes the texts of a slide's shapes: its title first, then the others as the slide lists them. */
export function writeShapes(shapes: XmlElement[], target: ShapeTarget): void {
  const flat = [...ungrouped(shapes)]
  const isTitle = (one: XmlElement): boolean => titles.has(placeholderOf(one) ?? '')
  for (const shape of [...flat.filter(isTitle), ...flat.filter((other) => !isTitle(other))]) {
    const table = firstWithin(shape, 'tbl')
    if (table) writeTable(shape, table, target)
    else writeText(shape, target)
  }
}

function* ungrouped(shapes: XmlElement[]): Generator<XmlElement> {
  const waiting = shapes.toReversed()
  for (let shape = waiting.pop(); shape; shape = waiting.pop()) {
    if (shape.name === 'grpSp') waiting.push(...elementsOf(shape).toReversed())
    // What older programs are offered instead is the same text once more.
    else if (shape.name === 'AlternateContent')
      waiting.push(...elementsOf(shape).slice(0, 1).flatMap(elementsOf))
    else if (['sp', 'graphicFrame', 'cxnSp', 'pic'].includes(shape.name)) yield shape
  }
}

// A placeholder without a type is one for content (ECMA-376 part 1, 19.3.1.36).
function placeholderOf(shape: XmlElement): string | undefined {
  const placeholder = firstWithin(shape, 'ph')
  return placeholder && (placeholder.attributes['type'] ?? 'obj')
}

function writeText(shape: XmlElement, { writer, page, boxOf }: ShapeTarget): void {
  const body = firstWithin(shape, 'txBody')
  if (!body) return
  const placeholder = placeholderOf(shape)
  const box = boxOf(shape)
  const place = { page, ...(box ? { boxes: [box] } : {}) }
  const paragraphs = [...within(body, 'p')]
  if (titles.has(placeholder ?? '')) {
    writer.block('heading', paragraphs.map(wordsOf).join(' ').trim(), { ...place, level: 2 })
    return
  }
  for (const paragraph of paragraphs) {
    const properties = elementsOf(paragraph).find(({ name }) => name === 'pPr')
    const level = Number(properties?.attributes['lvl'] ?? 0) + 1
    const hasBullet = properties && firstWithin(properties, 'buChar', 'buAutoNum')
    const noBullet = properties && firstWithin(properties, 'buNone')
    const isItem = hasBullet ?? (!noBullet && (placeholder === 'body' || placeholder === 'obj'))
    if (furniture.has(placeholder ?? '')) writer.block('running', wordsOf(paragraph), place)
    else if (isItem) writer.block('list-item', wordsOf(paragraph), { ...place, level })
    else writer.block('paragraph', wordsOf(paragraph), place)
  }
}

function writeTable(
  shape: XmlElement,
  table: XmlElement,
  { writer, page, boxOf, addressOf }: ShapeTarget,
): void {
  const box = boxOf(shape)
  const frame = elementsOf(shape).flatMap((part) => [...within(part, 'cNvPr')])[0]?.attributes['name']
  const sheet = frame ?? `Table on slide ${page}`
  for (const [row, line] of [...within(table, 'tr')].entries()) {
    const before = writer.blocks.length
    writer.row(
      [...within(line, 'tc')].map((cell, column) => ({
        text: [...within(cell, 'p')].map(wordsOf).join('\n'),
        cell: { sheet, address: addressOf(row, column) },
      })),
    )
    for (const block of writer.blocks.slice(before))
      Object.assign(block, { page, ...(box ? { boxes: [box] } : {}) })
  }
}

function wordsOf(paragraph: XmlElement): string {
  return elementsOf(paragraph)
    .map((part) => {
      if (part.name === 'br') return '\n'
      return ['r', 'fld', 'AlternateContent'].includes(part.name) ? innerTextOf(part) : ''
    })
    .join('')
}

function innerTextOf(run: XmlElement): string {
  return [...within(run, 't')].map(innerText).join('')
}
