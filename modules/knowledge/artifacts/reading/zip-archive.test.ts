import { expect, test } from 'vitest'

import { readDocument } from './read-document.ts'
import { docxOf, sourceOf, utf8, withDirectory, zipOf } from './testing/documents.ts'
import { listZip, unzip } from './zip-archive.ts'

const everything = (): boolean => true
const mebibyte = 1024 * 1024

test('an archive is unpacked to what went in', () => {
  const zip = zipOf({ 'a.txt': 'alpha', 'b/c.txt': 'gamma '.repeat(100) })

  const files = unzip(zip, listZip(zip, mebibyte), mebibyte, everything)

  expect([...files].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)])).toEqual([
    ['a.txt', 'alpha'],
    ['b/c.txt', 'gamma '.repeat(100)],
  ])
})

test('an archive that declares too much is refused before anything is inflated', () => {
  const zip = zipOf({ bomb: new Uint8Array(2 * mebibyte) })
  expect(() => listZip(zip, mebibyte)).toThrow(expect.objectContaining({ code: 'too-large' }))
})

test('an archive that declares less than it holds is cut off at the limit', () => {
  const zip = withDirectory(zipOf({ bomb: new Uint8Array(2 * mebibyte) }), (record) =>
    record.setUint32(24, 10, true),
  )
  const entries = listZip(zip, mebibyte)
  expect(entries[0]?.size).toBe(10)
  expect(() => unzip(zip, entries, mebibyte, everything)).toThrow(
    expect.objectContaining({ code: 'too-large' }),
  )
})

test('an archive that unpacks to hundreds of times its size is refused within the limit too', () => {
  const zip = zipOf({ bomb: new Uint8Array(32 * mebibyte) })
  expect(() => listZip(zip, 256 * mebibyte)).toThrow(expect.objectContaining({ code: 'too-large' }))
})

test('an archive of too many files is refused', () => {
  const zip = zipOf(Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`f${index}`, ''])))
  expect(() => listZip(zip, mebibyte)).toThrow(expect.objectContaining({ code: 'too-large' }))
})

test('names that climb out of the archive or name a prototype are skipped', () => {
  const zip = zipOf({
    '../../etc/passwd': 'x',
    '/root/key': 'y',
    'C:\\windows\\a': 'z',
    'a/__proto__/b': 'w',
    ok: 'v',
  })
  const files = unzip(zip, listZip(zip, mebibyte), mebibyte, everything)
  expect([...files.keys()]).toEqual(['root/key', 'windows/a', 'ok'])
})

test('an encrypted file in an archive asks for a copy without password', async () => {
  const encrypted = withDirectory(await docxOf('Plan', ['Secret.'], []), (record) =>
    record.setUint16(8, 1, true),
  )
  await expect(readDocument(sourceOf('plan.docx', encrypted))).rejects.toMatchObject({ code: 'encrypted' })
  const archive = withDirectory(zipOf({ a: 'b' }), (record) => record.setUint16(8, 1, true))
  await expect(readDocument(sourceOf('a.zip', archive))).rejects.toMatchObject({ code: 'encrypted' })
})

test('directories that point outside of the file are damage', () => {
  const lost = withDirectory(zipOf({ a: 'b' }), (record) => record.setUint32(42, 0xfffffff0, true))
  expect(() => unzip(lost, listZip(lost, mebibyte), mebibyte, everything)).toThrow(
    expect.objectContaining({ code: 'damaged' }),
  )
  expect(() => listZip(utf8('PK\u0003\u0004 nothing else'), mebibyte)).toThrow(
    expect.objectContaining({ code: 'damaged' }),
  )
})
