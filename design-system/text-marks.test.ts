import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutAtMarks, type TextMark } from './text-marks.ts'

const text = fc.string({ maxLength: 60, unit: 'binary' })
const marks = fc.array(
  fc.record({ id: fc.constantFrom('a', 'b', 'c'), start: fc.nat(90), end: fc.nat(90) }),
  { maxLength: 6 },
)

test('the runs put together are the text, without gap or overlap', () => {
  fc.assert(
    fc.property(text, fc.nat(40), marks, (body, from, given) => {
      const runs = cutAtMarks(body, from, given)
      expect(runs.map((run) => run.text).join('')).toBe(body)
      let at = from
      for (const run of runs) {
        expect(run.start).toBe(at)
        at = run.end
      }
    }),
  )
})

test('a run carries exactly the marks that cover it', () => {
  fc.assert(
    fc.property(text, fc.nat(40), marks, (body, from, given) => {
      for (const run of cutAtMarks(body, from, given))
        for (let at = run.start; at < run.end; at++) {
          const covering = given.filter((mark) => mark.start <= at && at < mark.end).map((mark) => mark.id)
          expect(new Set(run.marks)).toEqual(new Set(covering))
        }
    }),
  )
})

test('where marks nest, the shortest comes first', () => {
  const nested: TextMark[] = [
    { id: 'sentence', start: 0, end: 20 },
    { id: 'name', start: 4, end: 8 },
  ]
  const runs = cutAtMarks('abcdefghijklmnopqrst', 0, nested)
  expect(runs.map((run) => run.marks)).toEqual([['sentence'], ['name', 'sentence'], ['sentence']])
})
