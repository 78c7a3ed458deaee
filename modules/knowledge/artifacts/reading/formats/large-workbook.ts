import { Parser } from 'htmlparser2'

import { ReadingError } from '../reading-error.ts'
import type { Format, Reading, Source } from '../reading.ts'
import { TextWriter } from '../text-writer.ts'
import { openZipStreams, type ZipStreams } from '../zip-streams.ts'
import { relationsOf } from './office-relations.ts'
import { officeFacts } from './office-package.ts'
import { numberFormats } from './workbook-formats.ts'
import { SheetRows } from './sheet-rows.ts'
import { firstWithin, parseXml, within } from './xml-tree.ts'

const MB = 1024 * 1024
// Parts other than sheets and shared texts are small in every workbook that people make.
const smallPart = 32 * MB

/**
 * Reads a large workbook (XLSX, XLSM) as a stream, sheet by sheet, without ever holding it whole: the same text as
 * {@link readWorkbook} gives, without comments, up to `maxCells` cells and `maxTextChars`. What lies beyond is left out and
 * said in `metadata.leftOut`.
 */
export async function readLargeWorkbook(source: Source, format: Format): Promise<Reading> {
  const zip = await openZipStreams(source.path ?? source.bytes)
  try {
    const parts = await smallParts(zip)
    const workbook = parts.get('xl/workbook.xml')
    if (!workbook) throw new ReadingError('damaged')
    const relations = relationsOf(parts, 'xl/workbook.xml')
    const sheets = [...within(parseXml(workbook), 'sheet')].flatMap(({ attributes }) => {
      const path = relations.get(attributes['r:id'] ?? '')?.target
      return path !== undefined && zip.sizes.has(path) ? [{ name: attributes['name'] ?? 'Sheet', path }] : []
    })
    const total = Math.ceil(sheets.reduce((sum, { path }) => sum + (zip.sizes.get(path) ?? 0), 0) / MB)
    const writer = new TextWriter(Number.MAX_SAFE_INTEGER)
    const shared = await sharedTexts(zip, source)
    const formats = numberFormats(parts.get('xl/styles.xml'), isOldCalendar(workbook))
    let read = 0
    const leftOut: string[] = []
    for (const { name, path } of sheets) {
      const rows = new SheetRows({ name, writer, shared, formats, limits: source.limits })
      await stream(zip, path, rows.parser(), (bytes) => {
        read += bytes
        source.onProgress({ done: Math.min(total, Math.floor(read / MB)), total, unit: 'megabyte' })
        return !rows.isFull
      })
      if (rows.isFull) leftOut.push(`${name} from row ${rows.lastRow + 1} on`)
    }
    if (writer.length === 0) throw new ReadingError('empty')
    const facts = officeFacts(parts)
    if (leftOut.length > 0) facts.metadata['leftOut'] = leftOut.join(', ')
    return { text: writer.text, blocks: writer.blocks, ...facts, attachments: [], format }
  } finally {
    zip.close()
  }
}

async function smallParts(zip: ZipStreams): Promise<Map<string, Uint8Array>> {
  const parts = new Map<string, Uint8Array>()
  for (const [path, size] of zip.sizes) {
    if (!/^(?:xl\/(?:workbook|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|docProps\/core\.xml)$/.test(path))
      continue
    if (size > smallPart) throw new ReadingError('too-large')
    const chunks: Uint8Array[] = []
    for await (const chunk of await zip.open(path)) chunks.push(chunk)
    parts.set(path, Buffer.concat(chunks))
  }
  return parts
}

// Workbooks of old Macintosh programs count days from 1904.
function isOldCalendar(workbook: Uint8Array): boolean {
  return /^(?:1|true)$/.test(firstWithin(parseXml(workbook), 'workbookPr')?.attributes['date1904'] ?? '')
}

/** Texts that cells point to; once they pass what the text may hold, later ones are left empty. */
async function sharedTexts(zip: ZipStreams, source: Source): Promise<string[]> {
  const texts: string[] = []
  if (!zip.sizes.has('xl/sharedStrings.xml')) return texts
  let room = 2 * source.limits.maxTextChars
  let open: string | undefined
  let inText = false
  let phonetic = false
  const parser = new Parser(
    {
      onopentag: (name) => {
        if (name === 'si') open = ''
        else if (name === 'rPh') phonetic = true
        else if (name === 't') inText = !phonetic
      },
      ontext: (text) => {
        if (inText && open !== undefined && room > 0) open += text
      },
      onclosetag: (name) => {
        if (name === 't') inText = false
        else if (name === 'rPh') phonetic = false
        else if (name === 'si') {
          room -= open?.length ?? 0
          texts.push(open ?? '')
          open = undefined
        }
      },
    },
    { xmlMode: true },
  )
  const total = Math.ceil((zip.sizes.get('xl/sharedStrings.xml') ?? 0) / MB)
  let read = 0
  await stream(zip, 'xl/sharedStrings.xml', parser, (bytes) => {
    read += bytes
    source.onProgress({ done: Math.min(total, Math.floor(read / MB)), total, unit: 'megabyte' })
    return room > 0
  })
  return texts
}

/** Feeds a part to a parser until it ends or `goOn` says no. */
async function stream(
  zip: ZipStreams,
  path: string,
  parser: Parser,
  goOn: (bytes: number) => boolean,
): Promise<void> {
  const decoder = new TextDecoder()
  for await (const chunk of await zip.open(path)) {
    parser.write(decoder.decode(chunk, { stream: true }))
    if (!goOn(chunk.length)) return
  }
  parser.end()
}
