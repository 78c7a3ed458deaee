import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { readDocument } from './read-document.ts'
import { ReadingError } from './reading-error.ts'
import type { Reading } from './reading.ts'
import { docxOf, pdfOf, sourceOf, workbookOf } from './testing/documents.ts'
import { faultsOf } from './testing/invariants.ts'
import { oneLine } from './clean-text.ts'
import { locate } from './locate.ts'

const words = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ]{0,30}[a-z]$/).map((text) => text.replace(/ +/g, ' '))
const tricky = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `x${text}\0\r\n\uD800y`)

const slices = ({ text, blocks }: Reading, kind: string): string[] =>
  blocks.filter((block) => block.kind === kind).map(({ start, end }) => text.slice(start, end))

test('whatever text-like bytes come, the outcome is a sound reading or a ReadingError', async () => {
  const names = fc.constantFrom('a.txt', 'a.md', 'a.csv', 'a.tsv', 'a.html', 'a.eml', 'a')
  const marks = fc.constantFrom(
    '# ',
    '> ',
    '- ',
    '| a | b |\n|---|---|\n',
    '<p>',
    '<td>',
    '</table>',
    '<table><tr>',
    '"',
    ',',
    '\n\n',
    '```\n',
    'From: a@b\n',
    '\t',
    'text',
  )
  await fc.assert(
    fc.asyncProperty(
      names,
      fc.array(fc.oneof(marks, tricky, words), { maxLength: 30 }),
      async (name, parts) => {
        try {
          expect(faultsOf(await readDocument(sourceOf(name, parts.join(''))))).toEqual([])
        } catch (error) {
          if (!(error instanceof ReadingError)) throw error
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('cells of a CSV say what the source said', async () => {
  const table = fc.array(fc.array(words, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const source = rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n')
      const reading = await readDocument(sourceOf('t.csv', source))
      expect(slices(reading, 'cell')).toEqual(rows.flat())
      expect(faultsOf(reading)).toEqual([])
    }),
    { numRuns: 50 },
  )
})

test('cells of a workbook and paragraphs of a document say what the source said', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 6 }), async (texts) => {
      const cells = Object.fromEntries(texts.map((text, index) => [`B${index * 3 + 1}`, text]))
      const book = await readDocument(sourceOf('t.xlsx', workbookOf({ S: cells })))
      expect(slices(book, 'cell')).toEqual(texts)
      const paper = await readDocument(sourceOf('t.docx', await docxOf('T', texts, [texts])))
      expect(slices(paper, 'paragraph')).toEqual(texts)
      expect(slices(paper, 'cell')).toEqual(texts)
      expect([...faultsOf(book), ...faultsOf(paper)]).toEqual([])
    }),
    { numRuns: 15 },
  )
})

test('lines of a PDF are found again in the text, and located where they were drawn', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 12 }), async (texts) => {
      const drawn = texts.map((text, index) => ({ text, x: 72, y: 740 - index * 40 }))
      const reading = await readDocument(sourceOf('t.pdf', await pdfOf([drawn])))
      const said = reading.blocks.filter(({ kind }) => kind !== 'cell')
      expect(said.map(({ start, end }) => oneLine(reading.text.slice(start, end)))).toEqual(texts)
      for (const [index, { start, end }] of said.entries()) {
        expect(locate(reading, start, end).boxes?.[0]?.y).toBeCloseTo(792 - (740 - index * 40) - 0.8 * 11, 0)
      }
      expect(faultsOf(reading)).toEqual([])
    }),
    { numRuns: 25 },
  )
})

test('the same bytes give the same reading', async () => {
  const documents = [
    sourceOf('a.pdf', await pdfOf([[{ text: 'Once', x: 72, y: 700 }]])),
    sourceOf('a.docx', await docxOf('T', ['Twice'], [['a', 'b']])),
    sourceOf('a.xlsx', workbookOf({ S: { A1: 'Thrice' } })),
  ]
  for (const document of documents) expect(await readDocument(document)).toEqual(await readDocument(document))
})
