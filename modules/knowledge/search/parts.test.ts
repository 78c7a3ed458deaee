import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fuse } from './queries/fusion.ts'
import { isEmptyQuery, parseQuery } from './query.ts'
import { snippetLength, snippetOf } from './snippet.ts'
import { codesIn, foldWords } from './words.ts'
import { distanceUpTo } from './queries/near-terms.ts'

test('a query is taken apart into words, phrases, beginnings, exclusions and codes', () => {
  expect(parseQuery('late "vendor invoice" -draft pay* INV-2024-001 -"second copy"')).toEqual({
    words: 'late vendor invoice INV 2024 001',
    codes: ['=inv-2024-001'],
    phrases: ['vendor invoice'],
    prefixes: ['pay'],
    excluded: ['draft', 'second copy'],
  })
})

test('a hyphen inside of a word excludes nothing', () => {
  expect(parseQuery('long-term').excluded).toEqual([])
})

test('every text is a query whose parts hold nothing but letters, digits and spaces', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      const { words, phrases, prefixes, excluded } = parseQuery(text)
      for (const part of [words, ...phrases, ...prefixes, ...excluded])
        expect(part).toMatch(/^[\p{L}\p{N} ]*$/u)
    }),
  )
})

test('folding twice changes nothing, and each character of a script without spaces is a word', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(foldWords(foldWords(text))).toBe(foldWords(text))
    }),
  )
  expect(foldWords('Müller’s 東京')).toBe('Muller s 東 京')
  expect(codesIn('v1.2 of A-b and RISK-12.')).toEqual(['=v1.2', '=risk-12'])
})

test('exclusions alone are no query', () => {
  expect(isEmptyQuery(parseQuery('-a -b'))).toBe(true)
})

test('a snippet is short, cuts no surrogate pair and marks whole words inside of itself', () => {
  const content = fc
    .array(fc.constantFrom('lorem', 'needle', '😀😀', 'ipsum.', '\n', 'x'.repeat(90)), { maxLength: 120 })
    .map((words) => words.join(' '))
  fc.assert(
    fc.property(content, (text) => {
      const { start, end, highlights } = snippetOf(text, (word) => (word === 'needle' ? 1 : 0))
      const snippet = text.slice(start, end)
      expect(snippet.length).toBeLessThanOrEqual(snippetLength)
      expect(snippet.isWellFormed()).toBe(true)
      for (const [from, to] of highlights) expect(snippet.slice(from, to)).toBe('needle')
      expect(highlights.length > 0).toBe(text.includes('needle'))
    }),
  )
})

test('a snippet shows where most of the different words stand', () => {
  const text = `one ${'filler '.repeat(100)}one two three ${'filler '.repeat(100)}one`
  const { start, end } = snippetOf(text, (word) => (word === 'filler' ? 0 : 1))

  expect(text.slice(start, end)).toContain('one two three')
})

test('the packaged model decides between what the words leave open, and never outvotes them', () => {
  const lexical = [
    { id: 'a', entity_id: 'A', score: 9 },
    { id: 'b', entity_id: 'B', score: 5 },
    { id: 'c', entity_id: 'C', score: 1 },
  ]
  const semantic = [
    { id: 'c', entity_id: 'C', score: 0.8 },
    { id: 'd', entity_id: 'D', score: 0.7 },
    { id: 'a', entity_id: 'A', score: 0.1 },
  ]

  expect(fuse(lexical, semantic, 0.1, 1).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
  expect(fuse(lexical, semantic, 1, 1).map(({ id }) => id)).toEqual(['a', 'c', 'd', 'b'])
})

test('of one record no more passages than asked for are kept', () => {
  const same = ['a', 'b', 'c'].map((id, index) => ({ id, entity_id: 'A', score: 3 - index }))

  expect(fuse(same, [], 1, 2).map(({ id }) => id)).toEqual(['a', 'b'])
})

test('words are as far apart as letters must be added, left out, changed or swapped', () => {
  expect(distanceUpTo('lopez', 'lopes', 2)).toBe(1)
  expect(distanceUpTo('certificate', 'cetrificate', 2)).toBe(1)
  expect(distanceUpTo('budget', 'budget', 1)).toBe(0)
  expect(distanceUpTo('risk', 'brisk', 1)).toBe(1)
  expect(distanceUpTo('portal', 'pillar', 2)).toBeGreaterThan(2)
})
