import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareTexts, type ReadText, type TextComparison } from './compare-texts.ts'

/** Paragraphs as blocks, with an empty line between them. */
const read = (...paragraphs: string[]): ReadText => {
  let text = ''
  const blocks = paragraphs.map((paragraph) => {
    const start = text.length
    text += `${paragraph}\n\n`
    return { start, end: start + paragraph.length, kind: 'paragraph' as const }
  })
  return { text, blocks }
}

/** Pages of one paragraph each, with a header above and the number of the page below. */
const printed = (on: string, ...paragraphs: string[]): ReadText => {
  const lines = paragraphs.flatMap((paragraph, page) => [
    `Hosting agreement · printed on ${on}`,
    paragraph,
    `Page ${page + 1} of ${paragraphs.length}`,
  ])
  const { text, blocks } = read(...lines)
  return { text, blocks: blocks.map((block, at) => (at % 3 === 1 ? block : { ...block, kind: 'running' })) }
}

const told = ({ changes }: TextComparison) => changes.map(({ change }) => change)
const spanOf = ({ text }: ReadText, words: string) => {
  const start = text.indexOf(words)
  return { start, end: start + words.length }
}

const notice = 'Either party may end this agreement with ninety days of written notice.'
const fee = 'The supplier is paid 4,500 EUR for each month of operation, payable within thirty days.'
const place = 'Disputes are brought before the courts of the city where the customer has its seat.'
const scope = 'The service covers hosting, monitoring and the support of two environments.'

describe('comparing two versions of a text', () => {
  test('a text that was only set anew has no changes, and words of it are found again', () => {
    const older = read(notice, fee, place)
    const newer: ReadText = {
      text: `${notice.replace('agreement', 'agree-\nment').replaceAll(' ', '\n')}\n${fee.replaceAll(' ', '  ')} ${place}`,
      blocks: [],
    }
    const comparison = compareTexts(older, newer)
    const fate = comparison.fateOf(spanOf(older, 'ninety days of written notice.'))

    expect(comparison.changes).toEqual([])
    expect(comparison.unchanged).toBe(3)
    expect(fate.holds && newer.text.slice(fate.fresh.start, fate.fresh.end)).toBe(
      'ninety\ndays\nof\nwritten\nnotice.',
    )
  })

  test('a number that changed is a change of meaning, and only what rests on that passage falls', () => {
    const older = read(notice, fee, place)
    const newer = read(notice, fee.replace('4,500', '5,200'), place)
    const comparison = compareTexts(older, newer)

    expect(told(comparison)).toEqual(['changed'])
    expect(comparison.fateOf(spanOf(older, 'payable within thirty days'))).toMatchObject({
      holds: false,
      change: { change: 'changed', fresh: spanOf(newer, fee.replace('4,500', '5,200')) },
    })
    expect(comparison.fateOf(spanOf(older, 'ninety days'))).toEqual({
      holds: true,
      fresh: spanOf(newer, 'ninety days'),
    })
    expect(comparison.fateOf(spanOf(older, 'courts of the city')).holds).toBe(true)
  })

  test('other words for the same are a rewording; an exception added to a paragraph is a change', () => {
    const older = read(scope, notice)
    const reworded = compareTexts(older, read(scope.replace('support', 'upkeep'), notice))
    const excepted = compareTexts(older, read(scope, `${notice} This does not hold during the first year.`))

    expect(told(reworded)).toEqual(['reworded'])
    expect(told(excepted)).toEqual(['changed'])
    expect(excepted.fateOf(spanOf(older, notice)).holds).toBe(false)
  })

  test('a passage that moved still holds, one that is gone does not, and what is new is said', () => {
    const older = read(notice, fee, place, scope)
    const newer = read(scope, notice, 'Each party keeps the secrets of the other.', place)
    const comparison = compareTexts(older, newer)
    const moved = comparison.fateOf(spanOf(older, 'two environments'))

    expect(told(comparison).toSorted()).toEqual(['added', 'moved', 'removed'])
    expect(comparison.fateOf(spanOf(older, '4,500 EUR')).holds).toBe(false)
    expect(moved).toEqual({ holds: true, fresh: spanOf(newer, 'two environments') })
  })

  test('a passage that moved and was reworded at once is one change, not a loss and a gain', () => {
    const comparison = compareTexts(
      read(notice, fee, place, scope),
      read(scope.replace('two', 'three'), notice, fee, place),
    )

    expect(told(comparison)).toEqual(['changed'])
  })

  test('headers, footers and page numbers are no changes, whatever they say now and wherever pages end', () => {
    const older = printed('3 March 2026', notice, fee, place)
    const newer = printed('9 May 2026', `${notice} ${fee}`, place)
    const comparison = compareTexts(older, newer)

    expect(comparison.changes).toEqual([])
    expect(comparison.unchanged).toBe(3)
    expect(comparison.fateOf(spanOf(older, '4,500 EUR'))).toEqual({
      holds: true,
      fresh: spanOf(newer, '4,500 EUR'),
    })
    expect(comparison.fateOf(spanOf(older, 'Hosting agreement'))).toEqual({
      holds: true,
      fresh: spanOf(newer, 'Hosting agreement'),
    })
    expect(comparison.fateOf(spanOf(older, 'printed on 3 March 2026')).holds).toBe(false)
  })

  test('a header that only recurs since the document has a second page is neither gone nor new', () => {
    const short = read('Hosting agreement · printed on 3 March 2026', notice)
    const long = printed('3 March 2026', notice, fee)
    const longer = compareTexts(short, long)

    expect(told(longer)).toEqual(['added'])
    expect(longer.fateOf(spanOf(short, 'printed on 3 March 2026'))).toEqual({
      holds: true,
      fresh: spanOf(long, 'printed on 3 March 2026'),
    })
    expect(told(compareTexts(long, short))).toEqual(['removed'])
    expect(compareTexts(long, short).fateOf(spanOf(long, 'Hosting agreement')).holds).toBe(true)
  })

  test('a text of nothing but running lines is compared like any other', () => {
    const only = (words: string): ReadText => ({
      text: words,
      blocks: [{ start: 0, end: words.length, kind: 'running' }],
    })

    expect(told(compareTexts(only('Valid until March'), only('Valid until April')))).toEqual(['changed'])
  })

  test('texts with nothing in common, and empty ones, are all removed and added', () => {
    expect(told(compareTexts(read(notice), read(scope)))).toEqual(['removed', 'added'])
    expect(told(compareTexts(read(notice), read()))).toEqual(['removed'])
    expect(told(compareTexts(read(), read(notice)))).toEqual(['added'])
    expect(told(compareTexts(read(), read()))).toEqual([])
  })

  test('of any text, each span holds in the text itself and in the text set anew, at words that read the same', () => {
    const paragraph = fc
      .array(fc.constantFrom('alpha', 'beta', '12.5', 'gamma', 'not', 'delta-wave', '€', 'É'), {
        minLength: 1,
        maxLength: 12,
      })
      .map((words) => words.join(' '))
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 12 }), fc.nat(), (paragraphs, seed) => {
        const older = read(...paragraphs)
        const newer: ReadText = { text: older.text.replaceAll(' ', '\n').replaceAll('\n\n', ' '), blocks: [] }
        const chosen = paragraphs[seed % paragraphs.length] ?? ''
        const fate = compareTexts(older, newer).fateOf(spanOf(older, chosen))
        expect(fate.holds).toBe(true)
        if (fate.holds)
          expect(newer.text.slice(fate.fresh.start, fate.fresh.end).replaceAll('\n', ' ')).toBe(chosen)
      }),
    )
  })

  test('of any edit, a passage is told as unchanged only where its very words stand in the newer text', () => {
    const word = fc.constantFrom('one', 'two', 'three', 'four', 'five', 'six', 'seven')
    const paragraphs = fc.array(
      fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' ')),
      { maxLength: 10 },
    )
    fc.assert(
      fc.property(paragraphs, paragraphs, (before, after) => {
        const older = read(...before)
        const newer = read(...after)
        const comparison = compareTexts(older, newer)
        for (const { start, end } of older.blocks) {
          const fate = comparison.fateOf({ start, end })
          if (fate.holds)
            expect(newer.text.slice(fate.fresh.start, fate.fresh.end).split(/\s+/)).toEqual(
              older.text.slice(start, end).split(/\s+/),
            )
        }
      }),
    )
  })
})
