import { deflateSync } from 'node:zlib'

import { utils, write } from '@e965/xlsx'
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { strToU8, zipSync } from 'fflate'
import { PDFDocument, StandardFonts, degrees } from 'pdf-lib'

import { defaultReaderLimits } from '../reader-pool.ts'
import type { ReadingProgress, Source } from '../reading.ts'

/** Bytes of a text in UTF-8. */
export const utf8 = (text: string): Uint8Array => strToU8(text)

/** A document ready for `readDocument`, with the ordinary limits unless told otherwise. */
export function sourceOf(
  filename: string,
  bytes: Uint8Array | string,
  limits: Partial<Source['limits']> = {},
  onProgress: (progress: ReadingProgress) => void = () => {},
): Source {
  const content = typeof bytes === 'string' ? utf8(bytes) : bytes
  return { bytes: content, filename, limits: { ...defaultReaderLimits, ...limits }, onProgress }
}

/** A line on a page: `x` and `y` in points from the page's lower left corner, as PDF counts. */
export type DrawnText = { text: string; x: number; y: number; size?: number }

/** A PDF with one page of 612 × 792 points for each list of texts, in Helvetica. */
export async function pdfOf(
  pages: DrawnText[][],
  details: { title?: string; rotation?: number; attach?: { name: string; bytes: Uint8Array } } = {},
): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  if (details.title) pdf.setTitle(details.title)
  pdf.setCreationDate(new Date('2024-03-01T10:00:00Z'))
  pdf.setModificationDate(new Date('2024-03-02T10:00:00Z'))
  for (const texts of pages) {
    const page = pdf.addPage([612, 792])
    if (details.rotation) page.setRotation(degrees(details.rotation))
    for (const { text, x, y, size = 11 } of texts) page.drawText(text, { x, y, size, font })
  }
  if (details.attach) await pdf.attach(details.attach.bytes, details.attach.name)
  return pdf.save()
}

/** A PDF of one page whose content stream is written by hand; `encrypted` claims a password nobody knows. */
export function rawPdf(content: Uint8Array, encrypted = false): Uint8Array {
  const stream = deflateSync(content)
  const odd = `<${'ab'.repeat(32)}>`
  const encrypt = encrypted ? `/Encrypt<</Filter/Standard/V 1/R 2/O${odd}/U${odd}/P -4>>/ID[<00><00>]` : ''
  const head =
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>endobj\n' +
    `4 0 obj<</Length ${stream.length}/Filter/FlateDecode>>stream\n`
  const tail = `\nendstream endobj\ntrailer<</Root 1 0 R${encrypt}>>\n%%EOF`
  return Buffer.concat([Buffer.from(head), stream, Buffer.from(tail)])
}

/** A Word document of a heading, paragraphs and a table. */
export async function docxOf(title: string, paragraphs: string[], rows: string[][]): Promise<Uint8Array> {
  const table = new Table({
    rows: rows.map(
      (row) =>
        new TableRow({ children: row.map((text) => new TableCell({ children: [new Paragraph(text)] })) }),
    ),
  })
  const document = new Document({
    title,
    sections: [
      {
        children: [
          new Paragraph({ text: title, heading: HeadingLevel.HEADING_1 }),
          ...paragraphs.map((text) => new Paragraph(text)),
          ...(rows.length > 0 ? [table] : []),
        ],
      },
    ],
  })
  return Uint8Array.from(await Packer.toBuffer(document))
}

/** A workbook with one sheet for each entry: its cells by address, a number with its format. */
export function workbookOf(
  sheets: Record<string, Record<string, string | { value: number; format: string }>>,
  bookType: 'xlsx' | 'xlsb' | 'biff8' | 'ods' = 'xlsx',
): Uint8Array {
  const book = utils.book_new()
  for (const [name, cells] of Object.entries(sheets)) {
    const sheet = utils.aoa_to_sheet([])
    for (const [address, cell] of Object.entries(cells)) {
      utils.sheet_add_aoa(sheet, [[typeof cell === 'string' ? cell : cell.value]], { origin: address })
      if (typeof cell !== 'string') Object.assign(sheet[address], { z: cell.format })
    }
    utils.book_append_sheet(book, sheet, name)
  }
  const written: ArrayBuffer = write(book, { type: 'array', bookType, compression: true })
  return new Uint8Array(written)
}

/** A zip archive of texts. */
export function zipOf(files: Record<string, string | Uint8Array>): Uint8Array {
  const contents: Record<string, Uint8Array> = {}
  for (const [name, text] of Object.entries(files))
    contents[name] = typeof text === 'string' ? utf8(text) : text
  return zipSync(contents)
}

/** The same archive with every directory record changed by `change`, which sees the record's view. */
export function withDirectory(zip: Uint8Array, change: (record: DataView) => void): Uint8Array {
  const bytes = zip.slice()
  const view = new DataView(bytes.buffer)
  for (let at = 0; at + 46 <= bytes.length; at += 1) {
    if (view.getUint32(at, true) === 0x02014b50) change(new DataView(bytes.buffer, at))
  }
  return bytes
}

/** The beginning of an Office file that is encrypted: a compound file with the stream that holds the ciphertext. */
export function encryptedOfficeFile(): Uint8Array {
  const magic = Buffer.from('D0CF11E0A1B11AE1', 'hex')
  return Buffer.concat([
    magic,
    Buffer.alloc(1_016),
    Buffer.from('EncryptedPackage\0', 'utf16le'),
    Buffer.alloc(512),
  ])
}
