import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { writePdf } from '../../seed/fixtures/writers/pdf.ts'
import { writeXlsx } from '../../seed/fixtures/writers/xlsx.ts'
import { unzipSync } from 'fflate'
import { pagesOf, writer } from '../ingest/files.ts'

/** Writes a PDF of so many pages of text; another one for each seed. */
export const writeLargePdf = async (path: string, pages: number, seed: number): Promise<void> =>
  writeFile(path, writePdf(`A long report ${seed}`, pagesOf(writer(seed), pages)))

const sheet = 'xl/worksheets/sheet1.xml'
const perRow = 8

/** Writes a workbook of so many megabytes, row by row: its cells are noise, which does not become smaller when packed. */
export const writeLargeWorkbook = async (path: string, megabytes: number): Promise<void> => {
  const zip = new ZipFile()
  for (const [name, bytes] of Object.entries(unzipSync(writeXlsx([{ name: 'Noise', rows: [['x']] }]))))
    if (name !== sheet) zip.addBuffer(Buffer.from(bytes), name)
  zip.addReadStream(Readable.from(rowsUntil(megabytes * 1_024 * 1_024)), sheet, { compressionLevel: 1 })
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
}

// base64 has 6 bits in a byte of 8, which packing finds out
const packed = 0.76

function* rowsUntil(bytes: number): Generator<string> {
  yield '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
  let noise = 0
  for (let row = 1; noise * packed < bytes; row += 1) {
    const cells = Array.from({ length: perRow }, () => randomBytes(60).toString('base64'))
    noise += cells.length * 80
    yield `<row r="${row}">${cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`
  }
  yield '</sheetData></worksheet>'
}
