import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findWords, sentenceAfter, wholeWords } from './words-selected.ts'

test('words of a page are found in the text, however the page breaks lines and spaces', () => {
  const text = 'The supplier shall de-\nliver the\nmodule by 1 March 2026. The supplier may be late.'

  expect(findWords(text, 'the module by 1  March', 0, text.length)).toEqual({ start: 29, end: 50 })
  expect(findWords(text, 'The supplier may', 20, text.length)).toEqual({ start: 57, end: 73 })
  expect(findWords(text, 'not there', 0, text.length)).toBeUndefined()
  expect(findWords(text, ' – ', 0, text.length)).toBeUndefined()
})

test('whatever is cut out of a text is found in it again with the same letters', () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/)
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), fc.nat(29), fc.nat(29), (words, a, b) => {
      const text = words.join(' ')
      const [from, to] = [Math.min(a, b), Math.max(a, b) + 1]
      const cut = words.slice(from, to).join('\n')
      const found = findWords(text, cut, 0, text.length)
      if (cut === '') return
      expect(found && text.slice(found.start, found.end).replaceAll(' ', '\n')).toBe(cut)
    }),
  )
})

test('a selection that cuts words takes them whole, and no space around them', () => {
  const text = 'The supplier may be late.'

  expect(wholeWords(text, { start: 6, end: 15 })).toEqual({ start: 4, end: 16 })
  expect(wholeWords(text, { start: 3, end: 13 })).toEqual({ start: 4, end: 12 })
  expect(wholeWords(text, { start: 3, end: 4 })).toBeUndefined()
})

test('going from sentence to sentence reaches each of them once, over paragraphs', () => {
  const text = 'Heading\n\nThe first one. The second one!\n\nA third.'
  const found: string[] = []
  let words = sentenceAfter(text, 0, 'en')
  while (words) {
    found.push(text.slice(words.start, words.end))
    words = sentenceAfter(text, words.end, 'en')
  }

  expect(found).toEqual(['Heading', 'The first one.', 'The second one!', 'A third.'])
})
