import { expect, test } from 'vitest'

import { bareFilename } from './clean-text.ts'
import { detectFormat } from './detect-format.ts'
import { docxOf, pdfOf, utf8, workbookOf } from './testing/documents.ts'

const detect = (bytes: Uint8Array, filename = 'file', mediaType?: string): string =>
  detectFormat({ bytes, filename, ...(mediaType ? { mediaType } : {}) })

test('content decides, whatever the name says', async () => {
  expect(detect(await pdfOf([[]]), 'picture.docx')).toBe('pdf')
  expect(detect(await docxOf('a', [], []), 'a.pdf')).toBe('docx')
  expect(detect(workbookOf({ S: { A1: 'x' } }), 'a.zip')).toBe('xlsx')
  expect(detect(workbookOf({ S: { A1: 'x' } }, 'xlsb'))).toBe('xlsb')
  expect(detect(workbookOf({ S: { A1: 'x' } }, 'biff8'), 'a.doc')).toBe('xls')
  expect(detect(workbookOf({ S: { A1: 'x' } }, 'ods'))).toBe('ods')
  expect(detect(utf8('<!-- x --><!DOCTYPE html><p>hi'), 'a.txt')).toBe('html')
})

test('among kinds of text the name, then the media type, decides', () => {
  expect(detect(utf8('# a'), 'a.md')).toBe('markdown')
  expect(detect(utf8('a,b'), 'A.CSV')).toBe('csv')
  expect(detect(utf8('a,b'), 'blob', 'text/csv; charset=utf-8')).toBe('csv')
  expect(detect(utf8('a\tb'), 'a.tsv')).toBe('tsv')
  expect(detect(utf8('To: do it\nFrom: here'), 'a.txt')).toBe('text')
})

const code = (bytes: Uint8Array): unknown => {
  try {
    return detect(bytes)
  } catch (error) {
    return error
  }
}

test('what is not read is refused with advice', () => {
  expect(code(new Uint8Array())).toMatchObject({ code: 'empty' })
  expect(code(utf8('7z\u00BC\u00AF'))).toBe('text')
  expect(code(Uint8Array.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]))).toMatchObject({
    code: 'unsupported',
    message: expect.stringMatching(/Unpack/),
  })
  expect(code(Uint8Array.from([1, 2, 3, 0, 4, 0, 0, 9]))).toMatchObject({ code: 'unsupported' })
})

test('file names keep neither folders nor tricks', () => {
  expect(bareFilename('../../etc/passwd', 'x')).toBe('passwd')
  expect(bareFilename('C:\\temp\\a\u0000b.pdf', 'x')).toBe('ab.pdf')
  expect(bareFilename('invoice\u202Efdp.exe', 'x')).toBe('invoicefdp.exe')
  expect(bareFilename('..', 'x')).toBe('x')
  expect(bareFilename('...hidden', 'x')).toBe('hidden')
  expect(bareFilename(undefined, 'x')).toBe('x')
  expect(bareFilename(`${'a'.repeat(500)}.pdf`, 'x')).toHaveLength(200)
})
