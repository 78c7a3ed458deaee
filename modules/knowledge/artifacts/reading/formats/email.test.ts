import { expect, test } from 'vitest'

import { readDocument } from '../read-document.ts'
import { sourceOf } from '../testing/documents.ts'
import { faultsOf } from '../testing/invariants.ts'

const message = [
  'From: Ana Lima <ana@example.org>',
  'To: =?utf-8?q?J=C3=BCrgen?= <j@example.org>, ops@example.org',
  'Date: Tue, 02 Jan 2024 10:00:00 +0100',
  'Subject: Delivery moves',
  'Message-ID: <1@example.org>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=xx',
  '',
  '--xx',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'The delivery moves to March.',
  '',
  '> When does it come?',
  '--xx',
  'Content-Type: text/csv; name="../../etc/passwd.csv"',
  'Content-Disposition: attachment; filename="../../etc/passwd.csv"',
  '',
  'a,b',
  '--xx',
  'Content-Type: message/rfc822',
  'Content-Disposition: attachment',
  '',
  'Subject: inner',
  '',
  'inner text',
  '--xx--',
  '',
].join('\r\n')

test('a message gives its headers, its text and its attachments under bare names', async () => {
  const reading = await readDocument(sourceOf('anything.bin', message))

  expect(reading.format).toBe('eml')
  expect(reading.text).toBe(
    'From: Ana Lima <ana@example.org>\nTo: Jürgen <j@example.org>, ops@example.org\n' +
      'Date: Tue, 02 Jan 2024 10:00:00 +0100\nSubject: Delivery moves\n\n' +
      'The delivery moves to March.\n\n> When does it come?',
  )
  expect(reading.blocks.map(({ kind }) => kind)).toEqual([
    'mail-header',
    'mail-header',
    'mail-header',
    'mail-header',
    'paragraph',
    'quote',
  ])
  expect(reading.documentDate).toBe('2024-01-02T09:00:00.000Z')
  expect(reading.attachments.map(({ filename, mediaType }) => [filename, mediaType])).toEqual([
    ['passwd.csv', 'text/csv'],
    ['attachment-2.eml', 'message/rfc822'],
  ])
  expect(faultsOf(reading)).toEqual([])
})

test('a message with HTML alone is read from its HTML', async () => {
  const { text } = await readDocument(
    sourceOf(
      'm.eml',
      'From: a@example.org\r\nSubject: Hi\r\nContent-Type: text/html\r\n\r\n<p>One</p><script>x</script><p>Two</p>',
    ),
  )
  expect(text).toBe('From: a@example.org\nSubject: Hi\n\nOne\n\nTwo')
})

test('thousands of parts inside of parts are refused', async () => {
  const parts = Array.from(
    { length: 2_000 },
    (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`,
  )
  const bytes = `From: a@example.org\nMIME-Version: 1.0\n${parts.join('')}\nhello`
  await expect(readDocument(sourceOf('m.eml', bytes))).rejects.toMatchObject({ code: 'damaged' })
})
