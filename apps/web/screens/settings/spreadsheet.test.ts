import { utils, write } from '@e965/xlsx'
import { expect, test } from 'vitest'
import { csvOfWorkbook, workbookOfCsv } from './spreadsheet.ts'

test('the cells of a register come back from a workbook as they went in', () => {
  const csv = 'key,title,score\nRISK-1,"Late, again",12\nRISK-2,"He said ""no""",3'

  expect(csvOfWorkbook(workbookOfCsv(csv, 'Risks')).trim()).toBe(csv)
})

test('a date of a workbook is written as the server reads it', () => {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([['due_on'], [new Date(Date.UTC(2026, 2, 1))]]), 'Issues')

  expect(csvOfWorkbook(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer)).toContain(
    '2026-03-01',
  )
})
