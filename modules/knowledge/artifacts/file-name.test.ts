import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanFileName, disposition, fileNameIn } from './file-name.ts'

test('whatever is claimed, the name is 1 to 255 characters without path, controls or direction marks', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ maxLength: 400 })),
      (claimed) => {
        const name = cleanFileName(claimed)

        expect(name.length).toBeGreaterThanOrEqual(1)
        expect(name.length).toBeLessThanOrEqual(255)
        expect(name.isWellFormed()).toBe(true)
        expect(name).not.toMatch(/[/\\\p{Cc}\u202A-\u202E\u2066-\u2069]|^[.\s]|[.\s]$/u)
        expect(cleanFileName(name)).toBe(name)
      },
    ),
  )
})

test('a long name keeps its extension', () => {
  const name = cleanFileName(`${'a'.repeat(300)}.pdf`)

  expect(name).toHaveLength(255)
  expect(name.endsWith('a.pdf')).toBe(true)
})

test('a name survives the way through the header of a download', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }).map(cleanFileName), (name) => {
      const header = disposition('attachment', name)

      expect(header).toMatch(/^[\x20-\x7E]+$/)
      expect(fileNameIn(header)).toBe(name)
    }),
  )
})

test.each([
  ['attachment; filename=plain.txt', 'plain.txt'],
  ['attachment; filename="with \\"quotes\\".txt"', 'with "quotes".txt'],
  [Buffer.from('attachment; filename="Übersicht.txt"').toString('latin1'), 'Übersicht.txt'],
  ['attachment; filename="\xDCbersicht.txt"', 'Übersicht.txt'],
  [`attachment; filename="a.txt"; filename*=UTF-8'de'%C3%9C.txt`, 'Ü.txt'],
  [`attachment; filename="a.txt"; filename*=UTF-8''%FF`, 'a.txt'],
  ['attachment', undefined],
  [undefined, undefined],
])('%j names the file %j', (header, name) => {
  expect(fileNameIn(header)).toBe(name)
})
