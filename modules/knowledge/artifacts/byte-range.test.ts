import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { byteRangeIn } from './byte-range.ts'

const etag = '"a"'

test.each([
  ['bytes=0-0', 10, { start: 0, end: 0 }],
  ['bytes=5-', 10, { start: 5, end: 9 }],
  ['bytes=5-99', 10, { start: 5, end: 9 }],
  ['bytes=-20', 10, { start: 0, end: 9 }],
  ['bytes=10-', 10, 'outside'],
  ['bytes=-0', 10, 'outside'],
  ['bytes=0-', 0, 'outside'],
  ['bytes=4-2', 10, 'whole'],
  ['bytes=0-1,3-4', 10, 'whole'],
  ['lines=0-1', 10, 'whole'],
  ['bytes=-', 10, 'whole'],
])('%s of %i bytes', (range, size, expected) => {
  expect(byteRangeIn({ range }, size, etag)).toEqual(expected)
})

test('a part that is given lies inside of the content', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.option(fc.nat(60)), fc.option(fc.nat(60)), (size, from, to) => {
      const part = byteRangeIn({ range: `bytes=${from ?? ''}-${to ?? ''}` }, size, etag)

      if (typeof part === 'string') return
      expect(part.start).toBeGreaterThanOrEqual(0)
      expect(part.start).toBeLessThanOrEqual(part.end)
      expect(part.end).toBeLessThan(size)
    }),
  )
})
