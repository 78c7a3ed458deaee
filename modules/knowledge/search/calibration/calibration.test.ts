import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseWeight } from './choose-weight.ts'
import { takeSentence } from './known-items.ts'
import type { MaskedLists } from './masked-lists.ts'

const passage = (record: number, score: number) => ({ id: `p${record}`, entity_id: `r${record}`, score })

/** Questions whose answer the words put at the first place, each fifth time at the third, and the meaning where `likeness` says. */
const questions = (likeness: (question: number, record: number) => number): MaskedLists[] =>
  Array.from({ length: 200 }, (_, question) => {
    const answer = question % 10
    const right = question % 5 === 0 ? 8 : 10.5
    return {
      entityId: `r${answer}`,
      lexical: Array.from({ length: 10 }, (_unused, record) =>
        passage(record, record === answer ? right : (record - answer + 10) % 10 <= 2 ? 10 : 1),
      ),
      semantic: Array.from({ length: 10 }, (_unused, record) => passage(record, likeness(question, record))),
    }
  })

/** A number from 0 to 1 that has to do with nothing. */
const chance = (question: number, record: number): number =>
  ((question * 7_919 + record * 104_729) % 1_009) / 1_009

test('a model that knows the answers may say enough to bring them up, and no more than that takes', () => {
  const found = chooseWeight(
    questions((question, record) => (record === question % 10 ? 1 : 0)),
    0.05,
  )

  // where it does not come first, the answer lacks 2/9 of the span of the words' scores
  expect(found?.weight).toBe(0.3)
  expect(found?.low).toBeGreaterThan(0.05)
})

test('a model whose scores are chance says next to nothing, and one that is always wrong nothing', () => {
  expect(chooseWeight(questions(chance), 0.05)?.weight).toBeLessThanOrEqual(0.05)
  const wrong = chooseWeight(
    questions((question, record) => (record === question % 10 ? 0 : chance(question, record))),
    0.5,
  )
  expect(wrong?.weight).toBe(0)
})

test('of few questions nothing is concluded', () => {
  expect(chooseWeight(questions(() => 1).slice(0, 49), 0.05)).toBeUndefined()
})

test('the sentence taken out of a text is the one that is missing from the rest', () => {
  const sentence = fc
    .array(fc.constantFrom('wave', 'budget', 'cutover', 'the', 'team', 'vendor'), {
      minLength: 5,
      maxLength: 12,
    })
    .map((words) => `The ${words.join(' ')}.`)
  fc.assert(
    fc.property(fc.array(sentence, { minLength: 6, maxLength: 12 }), fc.uuid(), (parts, id) => {
      const text = parts.join(' ')
      const taken = takeSentence(text, id)
      if (!taken) return
      expect(parts).toContain(taken.sentence)
      expect(text.length - taken.rest.length).toBeGreaterThanOrEqual(taken.sentence.length)
      expect(takeSentence(text, id)).toEqual(taken)
    }),
  )
})
