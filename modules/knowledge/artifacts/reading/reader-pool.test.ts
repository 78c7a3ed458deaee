import { afterEach, expect, test } from 'vitest'

import { createReaderPool, type ReaderPool, type ReaderPoolOptions } from './reader-pool.ts'
import { ReadingError } from './reading-error.ts'
import type { ReadingProgress } from './reading.ts'
import { pdfOf, rawPdf, utf8 } from './testing/documents.ts'

const pools: ReaderPool[] = []
const poolWith = (options: Partial<ReaderPoolOptions>): ReaderPool => {
  const pool = createReaderPool({ size: 1, ...options })
  pools.push(pool)
  return pool
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()))
})

// Emphasis that never closes: the Markdown parser's time grows with the square of its length.
const endless = { bytes: utf8('*a_ '.repeat(40_000)), filename: 'endless.md' }
const short = { bytes: utf8('A short note.'), filename: 'note.txt' }

test('a document is read on another thread, with progress and attachments', async () => {
  const bytes = await pdfOf([[{ text: 'One', x: 72, y: 700 }], [{ text: 'Two', x: 72, y: 700 }]], {
    attach: { name: 'a.txt', bytes: utf8('inside') },
  })
  const seen: ReadingProgress[] = []

  const reading = await poolWith({}).read({ bytes, filename: 'a.pdf' }, (progress) => seen.push(progress))

  expect(reading.text).toBe('One\n\nTwo')
  expect(new TextDecoder().decode(reading.attachments[0]?.bytes)).toBe('inside')
  expect(seen.at(-1)).toEqual({ done: 2, total: 2, unit: 'page' })
})

test('a document that would take forever is stopped, and the next one is read', async () => {
  const pool = poolWith({ timeoutMs: 1_500 })
  await expect(pool.read(endless)).rejects.toMatchObject({ name: 'ReadingError', code: 'too-long' })
  expect((await pool.read(short)).text).toBe('A short note.')
})

test('a document that fills the heap is stopped, and the next one is read', async () => {
  const pool = poolWith({ memoryMb: 64 })
  const wide = { bytes: utf8('a,'.repeat(3_000_000)), filename: 'wide.csv' }
  await expect(pool.read(wide)).rejects.toMatchObject({ code: 'out-of-memory' })
  expect((await pool.read(short)).text).toBe('A short note.')
})

test('a stream that inflates past the memory allowed is stopped', async () => {
  const pool = poolWith({ memoryMb: 64 })
  const bytes = rawPdf(new Uint8Array(400_000_000).fill(32))
  await expect(pool.read({ bytes, filename: 'bomb.pdf' })).rejects.toMatchObject({ code: 'out-of-memory' })
  expect((await pool.read(short)).text).toBe('A short note.')
})

test('aborting stops a running and a waiting document with the signal’s reason', async () => {
  const pool = poolWith({})
  const first = new AbortController()
  const second = new AbortController()
  const running = pool.read({ ...endless, signal: first.signal })
  const waiting = pool.read({ ...endless, signal: second.signal })
  second.abort(new Error('no longer wanted'))
  await expect(waiting).rejects.toThrow('no longer wanted')
  first.abort(new Error('called off'))
  await expect(running).rejects.toThrow('called off')
  expect((await pool.read(short)).text).toBe('A short note.')
})

test('more documents than threads wait for their turn', async () => {
  const pool = poolWith({ size: 2 })
  const readings = await Promise.all(
    Array.from({ length: 70 }, async (_, index) =>
      pool.read({ bytes: utf8(`Note ${index}`), filename: 'n.txt' }),
    ),
  )
  expect(readings.map(({ text }) => text)).toEqual(Array.from({ length: 70 }, (_, index) => `Note ${index}`))
})

test('limits of size hold before and after reading', async () => {
  const pool = poolWith({ maxInputBytes: 100, maxTextChars: 10 })
  await expect(pool.read({ bytes: new Uint8Array(101), filename: 'a' })).rejects.toMatchObject({
    code: 'too-large',
  })
  for (const filename of ['a.txt', 'a.md', 'a.csv', 'a.html', 'a.eml']) {
    const bytes = utf8('From: everyone around, all the time')
    await expect(pool.read({ bytes, filename })).rejects.toMatchObject({ code: 'too-large' })
  }
})

test('a closed pool rejects what was waiting and what comes after', async () => {
  const pool = poolWith({})
  const running = pool.read(endless)
  const waiting = pool.read(short)
  const outcomes = Promise.allSettled([running, waiting])
  await pool.close()
  for (const outcome of await outcomes)
    expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(ReadingError) })
  await expect(pool.read(short)).rejects.toBeInstanceOf(ReadingError)
})

test('the bytes given stay the caller’s', async () => {
  const bytes = utf8('A short note.')
  await poolWith({}).read({ bytes, filename: 'note.txt' })
  expect(bytes.length).toBe(13)
})
