import { expect, test } from 'vitest'

import { readDocument } from '../read-document.ts'
import type { Reading } from '../reading.ts'
import { sourceOf } from '../testing/documents.ts'
import { faultsOf } from '../testing/invariants.ts'

const read = async (name: string, bytes: Uint8Array | string): Promise<Reading> => {
  const reading = await readDocument(sourceOf(name, bytes))
  expect(faultsOf(reading)).toEqual([])
  return reading
}

const outline = ({ text, blocks }: Reading): [string, string][] =>
  blocks.filter(({ kind }) => kind !== 'cell').map(({ kind, start, end }) => [kind, text.slice(start, end)])

test('JSON gives labels with values, headings, and lists of like objects as tables with a header', async () => {
  const reading = await read(
    'plan.json',
    JSON.stringify({
      title: 'Plan',
      done: false,
      tags: ['a', 'b'],
      owner: { name: 'Ana' },
      costs: [
        { part: 'Disk', price: 40 },
        { part: 'Rack', price: 900 },
      ],
    }),
  )

  expect(reading.title).toBe('Plan')
  expect(outline(reading)).toEqual([
    ['list-item', 'title: Plan'],
    ['list-item', 'done: false'],
    ['list-item', 'tags: a, b'],
    ['heading', 'owner'],
    ['list-item', 'name: Ana'],
    ['heading', 'costs'],
    ['table-row', 'part\tprice'],
    ['table-row', 'Disk\t40'],
    ['table-row', 'Rack\t900'],
  ])
  expect(reading.blocks.filter(({ kind }) => kind === 'cell').at(-1)?.cell).toEqual({
    sheet: 'costs',
    address: 'B3',
  })
})

test('lines of JSON are one table, and what is no JSON after all is plain text', async () => {
  expect((await read('log.ndjson', '{"a":1}\n{"a":2}\n')).text).toBe('a\n1\n2')
  expect((await read('broken.json', '{"a": 1,,,')).format).toBe('text')
})

test('JSON nested a hundred thousand deep is read or refused, and does not break the reader', async () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)
  await expect(readDocument(sourceOf('deep.json', deep))).rejects.toMatchObject({ name: 'ReadingError' })
})

test('XML gives names with values; entities that it declares are not expanded', async () => {
  const bomb = Array.from(
    { length: 30 },
    (_line, index) => `<!ENTITY e${index + 1} "&e${index};&e${index};">`,
  )
  const reading = await read(
    'order.xml',
    `<?xml version="1.0"?><!DOCTYPE order [<!ENTITY e0 "boom">${bomb.join('')}<!ENTITY file SYSTEM "file:///etc/passwd">]>
     <o:order xmlns:o="urn:o"><o:id>17</o:id><o:buyer><o:name lang="en">Ana &amp; Co</o:name></o:buyer><o:note>See <b>annex</b> now</o:note><o:x>&e30;&file;</o:x></o:order>`,
  )

  expect(outline(reading).slice(0, 4)).toEqual([
    ['list-item', 'id: 17'],
    ['heading', 'buyer'],
    ['list-item', 'name: Ana & Co (lang en)'],
    ['paragraph', 'See annex now'],
  ])
  expect(reading.text).not.toMatch(/boom|root:/)
  expect(reading.text.length).toBeLessThan(200)
})

test('XML and pages nested beyond all reason are refused in time', async () => {
  for (const [name, head] of [
    ['deep.xml', '<?xml version="1.0"?>'],
    ['deep.html', '<!doctype html>'],
  ] as const)
    await expect(readDocument(sourceOf(name, `${head}${'<a><b>'.repeat(500_000)}x`))).rejects.toMatchObject({
      message: expect.stringMatching(/nested too deeply/),
    })
})

test('text in other encodings than Unicode is told by the frequencies of its bytes', async () => {
  const cyrillic = 'Договор поставки оборудования заключен между сторонами, цена составляет сто рублей.'
  const codes = new Map(
    Array.from({ length: 256 }, (_byte, code) => [
      new TextDecoder('windows-1251').decode(Uint8Array.of(code)),
      code,
    ]),
  )
  const bytes = Uint8Array.from(cyrillic, (letter) => codes.get(letter) ?? 0)

  expect((await read('offer.txt', bytes)).text).toBe(cyrillic)
  expect((await read('naive.txt', Uint8Array.from([0x6e, 0x61, 0xef, 0x76, 0x65]))).text).toBe('naïve')
})
