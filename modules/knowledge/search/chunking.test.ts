import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chunkText, runningHeads, type ChunkableBlock } from './chunking.ts'

const sizes = { target: 60, longest: 90, overlap: 20 }
const word = fc.string({
  unit: fc.constantFrom('a', 'é', '漢', '😀', 'Z', '7', 'e\u0301'),
  minLength: 1,
  maxLength: 12,
})
const gap = fc.constantFrom(' ', ' ', ' ', '. ', '\n', '\n\n', ', ')
const text = fc.array(fc.tuple(word, gap), { maxLength: 80 }).map((parts) => parts.flat().join(''))

const withBlocks = text.chain((content) =>
  fc.record({
    content: fc.constant(content),
    blocks: fc.array(fc.nat(content.length), { maxLength: 8 }).map((cuts): ChunkableBlock[] => {
      const edges = [...new Set([0, ...cuts, content.length])].toSorted((x, y) => x - y)
      // blocks of a reading begin and end between words
      const whole = edges.filter(
        (at) => at === 0 || at === content.length || /\s/.test(content[at - 1] ?? ''),
      )
      return whole.slice(0, -1).map((start, index) => ({
        start,
        end: whole[index + 1] ?? content.length,
        kind: ['heading', 'paragraph', 'running', 'paragraph'][index % 4] ?? 'paragraph',
        level: 1 + (index % 2),
        page: 1 + Math.floor(index / 3),
      }))
    }),
  }),
)

test('passages hold all that is neither white space nor a header or footer, in order, and cut neither words nor surrogate pairs', () => {
  fc.assert(
    fc.property(withBlocks, ({ content, blocks }) => {
      const chunks = chunkText(content, blocks, sizes)
      const covered = new Set(
        chunks.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, index) => start + index)),
      )
      const said = blocks.some(({ kind, start, end }) => kind !== 'running' && end > start)
      const isRunning = (at: number): boolean =>
        said && blocks.some(({ kind, start, end }) => kind === 'running' && start <= at && at < end)
      for (let at = 0; at < content.length; at += 1)
        if (/\S/.test(content[at] ?? '')) expect(covered.has(at)).toBe(!isRunning(at))
      for (const [index, { start, end }] of chunks.entries()) {
        expect(end).toBeGreaterThan(start)
        expect(start).toBeGreaterThan(chunks[index - 1]?.start ?? -1)
        expect(content.slice(start, end).isWellFormed()).toBe(true)
        for (const at of [start, end])
          expect(
            /[\p{L}\p{N}\p{M}]$/u.test(content.slice(0, at)) && /^[\p{L}\p{N}\p{M}]/u.test(content.slice(at)),
          ).toBe(false)
      }
    }),
  )
})

test('no passage is longer than the longest, but for a short document that stays whole', () => {
  fc.assert(
    fc.property(withBlocks, ({ content, blocks }) => {
      const chunks = chunkText(content, blocks, sizes)
      if (chunks.length > 1)
        for (const { start, end } of chunks) expect(end - start).toBeLessThanOrEqual(sizes.longest)
      else expect(chunks.every(({ start, end }) => end - start <= (sizes.longest * 4) / 3)).toBe(true)
    }),
  )
})

test('a word longer than any passage is cut, and nothing of it is lost', () => {
  const chunks = chunkText('😀'.repeat(5) + 'x'.repeat(400), [], sizes)

  expect(chunks.length).toBeGreaterThan(3)
  expect(Math.max(...chunks.map(({ end }) => end))).toBe(410)
})

test('a passage knows the headings above it and its page, and stands on one page', () => {
  const content = 'One\n\nfirst words\n\nTwo\n\nsecond words\n\nthird words'
  const block = (words: string, more: Partial<ChunkableBlock>): ChunkableBlock => {
    const start = content.indexOf(words)
    return { start, end: start + words.length, kind: 'paragraph', ...more }
  }
  const blocks = [
    block('One', { kind: 'heading', level: 1, page: 1 }),
    block('first', { page: 1 }),
    block('Two', { kind: 'heading', level: 2, page: 1 }),
    block('second words', { page: 1 }),
    block('third words', { page: 2 }),
  ]

  const chunks = chunkText(content, blocks, { target: 20, longest: 24, overlap: 4 })

  expect(chunks.map(({ start, end, heading, page }) => [content.slice(start, end), heading, page])).toEqual([
    ['One\n\nfirst words', ['One'], 1],
    ['Two\n\nsecond words', ['One', 'Two'], 1],
    ['third words', ['One', 'Two'], 2],
  ])
})

test('headers and footers stand in no passage, and each is named once', () => {
  const content = 'Offer 17\n\nWe deliver in May.\n\nPage 1\n\nOffer 17\n\nYou pay in June.\n\nPage 2'
  const parts = content.split('\n\n')
  const blocks = parts.map((words, at): ChunkableBlock => {
    const start = parts.slice(0, at).join('\n\n').length + (at === 0 ? 0 : 2)
    return { start, end: start + words.length, kind: at % 3 === 1 ? 'paragraph' : 'running' }
  })

  expect(chunkText(content, blocks).map(({ start, end }) => content.slice(start, end))).toEqual([
    'We deliver in May.',
    'You pay in June.',
  ])
  expect(runningHeads(content, blocks)).toEqual(['Offer 17', 'Page 1'])
  const [onlyHead] = chunkText('Offer 17', [{ start: 0, end: 8, kind: 'running' }])
  expect(onlyHead).toMatchObject({ start: 0, end: 8 })
})
