import { gzipSync } from 'node:zlib'

import { expect, test } from 'vitest'

import { readDocument } from '../read-document.ts'
import { sourceOf, utf8, withDirectory, zipOf } from '../testing/documents.ts'
import { mixedZipOf } from '../testing/mixed-zip.ts'
import { faultsOf } from '../testing/invariants.ts'
import { outlookMessageOf } from '../testing/office-documents.ts'

test('an archive lists its members and gives them back, without what systems put there', async () => {
  const bytes = zipOf({
    'plans/a.txt': 'Plan A',
    'b.csv': 'a,b',
    '__MACOSX/._a.txt': 'x',
    '../evil.txt': 'x',
  })

  const reading = await readDocument(sourceOf('all.zip', bytes))

  expect(reading.text).toBe('plans/a.txt\nb.csv')
  expect(
    reading.attachments.map(({ filename, bytes: content }) => [filename, Buffer.from(content).toString()]),
  ).toEqual([
    ['a.txt', 'Plan A'],
    ['b.csv', 'a,b'],
  ])
  expect(faultsOf(reading)).toEqual([])
})

test('members beyond the limit and behind a password are named but not unpacked', async () => {
  const limited = await readDocument(
    sourceOf('all.zip', zipOf({ a: '1', b: '2', c: '3' }), { maxMembers: 2 }),
  )
  expect(limited.attachments).toHaveLength(2)
  expect(limited.text).toContain('c (not unpacked: more than 2 files)')

  const locked = withDirectory(zipOf({ 'a.txt': 'x' }), (record) => record.setUint16(8, 1, true))
  await expect(readDocument(sourceOf('locked.zip', locked))).rejects.toMatchObject({ code: 'encrypted' })
})

test.each([
  ['AES', { encryptionStrength: 3 as const }],
  ['the old encryption', { zipCrypto: true }],
])('members behind %s are unpacked with the password, and with no other', async (_what, encryption) => {
  const { TextReader, Uint8ArrayWriter, ZipWriter } = await import('@zip.js/zip.js')
  const writer = new ZipWriter(new Uint8ArrayWriter(), { password: 'Sésame 17', useWebWorkers: false })
  await writer.add('below/terms.txt', new TextReader('Forty servers.'), encryption)
  await writer.add('prices.txt', new TextReader('EUR 17 each.'), encryption)
  const locked = await writer.close()
  const readWith = (password?: string, limits = {}) =>
    readDocument({ ...sourceOf('locked.zip', locked, limits), ...(password ? { password } : {}) })

  await expect(readWith()).rejects.toMatchObject({ code: 'encrypted' })
  await expect(readWith('guess')).rejects.toMatchObject({ code: 'wrong-password' })
  await expect(readWith('Sésame 17', { maxUnzippedBytes: 20 })).rejects.toMatchObject({ code: 'too-large' })
  const { text, attachments } = await readWith('Sésame 17')
  expect(text).toBe('below/terms.txt\nprices.txt')
  expect(attachments.map(({ filename, bytes }) => [filename, Buffer.from(bytes).toString()])).toEqual([
    ['terms.txt', 'Forty servers.'],
    ['prices.txt', 'EUR 17 each.'],
  ])
})

test('members without a password are unpacked though others have one, and it is said which wait for it', async () => {
  const mixed = await mixedZipOf({ 'read me.txt': 'For all.' }, { 'below/pay.txt': 'For few.' }, 'Sésame 17')
  const readWith = (password?: string) =>
    readDocument({ ...sourceOf('mixed.zip', mixed), ...(password ? { password } : {}) })

  const closed = await readWith()
  const guessed = await readWith('guess')
  const opened = await readWith('Sésame 17')

  expect(closed.text).toBe('read me.txt\nbelow/pay.txt (protected by a password)')
  expect(closed.metadata).toEqual({ members: '2', unpacked: '1', locked: 'below/pay.txt' })
  expect(guessed).toEqual(closed)
  expect(opened.metadata).toEqual({ members: '2', unpacked: '2' })
  expect(opened.attachments.map(({ filename, unlocked }) => [filename, unlocked])).toEqual([
    ['read me.txt', undefined],
    ['pay.txt', 'below/pay.txt'],
  ])
})

test('a bomb is not unpacked, be it zipped or packed by gzip', async () => {
  const zeros = new Uint8Array(40 * 1024 * 1024)
  await expect(readDocument(sourceOf('bomb.zip', zipOf({ zeros })))).rejects.toMatchObject({
    code: 'too-large',
  })
  const limits = { maxUnzippedBytes: 1024 * 1024 }
  await expect(readDocument(sourceOf('bomb.gz', gzipSync(zeros), limits))).rejects.toMatchObject({
    code: 'too-large',
  })
})

test('a file packed by gzip is unpacked under its own name', async () => {
  const { attachments } = await readDocument(sourceOf('notes.txt.gz', gzipSync(utf8('Notes'))))
  expect(attachments.map(({ filename }) => filename)).toEqual(['notes.txt'])
})

test('an archive behind a program that unpacks itself is found', async () => {
  const zip = zipOf({ 'a.txt': 'Plan A' })
  const { attachments } = await readDocument(
    sourceOf('a.zip', Buffer.concat([zip.subarray(0, 4), Buffer.alloc(50), zip])),
  )
  expect(attachments).toHaveLength(1)
})

test('a mailbox gives its messages', async () => {
  const message = (subject: string): string =>
    `From: ana@example.org\nSubject: ${subject}\n\nHello.\n>From here on.\n`
  const box = [message('One'), message('Two')].map(
    (mail) => `From ana@example.org Mon Jun  1 10:00:00 2009\n${mail}\n`,
  )

  const reading = await readDocument(sourceOf('mail.mbox', box.join('')))

  expect(reading.text).toBe('Message 1: One\nMessage 2: Two')
  const { bytes } = reading.attachments[1] ?? { bytes: utf8('') }
  expect(await readDocument(sourceOf('two.eml', bytes))).toMatchObject({ title: 'Two', format: 'eml' })
})

test('an Outlook message gives its headers, its text and its thread', async () => {
  const reading = await readDocument(
    sourceOf(
      'mail.msg',
      outlookMessageOf({
        '0037': 'Late delivery',
        '0C1A': 'Ana Reis',
        '0C1F': 'ana@example.org',
        '1000': 'The racks come in June.\r\n\r\nAna',
        '007D': 'Message-ID: <b@example.org>\r\nReferences: <x@example.org>\r\n <a@example.org>\r\n',
      }),
    ),
  )

  expect(reading.text).toContain(
    'From: Ana Reis <ana@example.org>\nSubject: Late delivery\n\nThe racks come in June.',
  )
  expect(reading.metadata).toMatchObject({ 'message-id': '<b@example.org>', 'answers-id': '<a@example.org>' })
  expect(faultsOf(reading)).toEqual([])
})
