import { codesIn, foldWords, wordsIn } from '#modules/knowledge/search/index.ts'
import { expectationOf, type Expectation } from './expectation.ts'
import { askingWords } from './wordings.ts'

/** A question taken apart. Words are in lower case. */
export interface Question {
  text: string
  /** with what it takes over from the former question */
  understoodAs: string
  expects: Expectation
  /** its own words, those by which it asks left out */
  words: string[]
  /** words that it takes over */
  carried: string[]
  /** names and codes that an answer must be about */
  names: string[]
}

const pointsBack =
  /^\s*(?:and|but|so|also|what about|how about)\b|\b(?:it|its|they|them|their|he|him|his|she|her|that|this|these|those|there|then|same|else)\b/i

/** Longest part of former questions that is taken over, in UTF-16 units. */
const longestCarried = 400

/**
 * Takes a question apart. One that points back (“And when does it end?”), or has hardly a word of its own, is understood
 * together with the former one.
 */
export const questionFrom = (text: string, former?: { understoodAs: string }): Question => {
  const words = contentWords(text)
  const followsOn = former !== undefined && (words.length < 2 || pointsBack.test(text))
  const carried = followsOn ? contentWords(former.understoodAs).filter((word) => !words.includes(word)) : []
  return {
    text,
    understoodAs: followsOn ? `${text} (${former.understoodAs.slice(0, longestCarried)})` : text,
    expects: expectationOf(text),
    words,
    carried,
    names: namesIn(text),
  }
}

/**
 * The questions that are asked in one breath (“What is the fee and when is it due?”), each understood with the one
 * before it where it points back; the question itself where it is one.
 */
export const partsOf = (question: Question): Question[] => {
  const texts = question.text
    .split(/(?<=\?)\s+|,?\s+\band\s+(?=(?:who|what|when|where|which|why|how)\b)/i)
    .filter((text) => contentWords(text).length > 0)
  if (texts.length < 2) return [question]
  let former = question.carried.length > 0 ? question : undefined
  return texts.map((text) => (former = questionFrom(text, former)))
}

const contentWords = (text: string): string[] => [
  ...new Set(
    wordsIn(text)
      .map(({ word }) => word.toLowerCase())
      .filter((word) => !askingWords.has(word) && !/^(?:who|what|when|where|which|why|how)$/.test(word)),
  ),
]

/** Words written as names inside of a question, and codes; how the question begins says nothing. */
const namesIn = (text: string): string[] => {
  const quoted = [...text.matchAll(/["“„]([^"”“]{2,80})["”]/gu)].flatMap((match) => wordsOf(match[1] ?? ''))
  const capital = wordsIn(text)
    .filter(({ word, start }) => {
      if (/^\p{Lu}{2,}$|\p{N}/u.test(word)) return true
      const before = text.slice(0, start).trimEnd()
      return /^\p{Lu}/u.test(word) && before !== '' && !/[.!?:]$/.test(before)
    })
    .map(({ word }) => word.toLowerCase())
  const codes = codesIn(text).flatMap((code) => wordsOf(code.slice(1)))
  return [...new Set([...quoted, ...capital, ...codes])].filter(
    (word) => word !== 'i' && !askingWords.has(word),
  )
}

const wordsOf = (text: string): string[] =>
  foldWords(text)
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '')
