import { expect, test } from 'vitest'
import { extractOffline, subjectsOf, type ExtractionSource } from './index.ts'
import type { Block } from './source.ts'

const insightsOf = (text: string) =>
  extractOffline({ text, blocks: [], format: 'txt' }).insights.map(({ type, title }) => [type, title])

/** A sheet as its reader writes it: filled cells alone, each with its address. */
const sheetOf = (rows: readonly (readonly (string | undefined)[])[]): ExtractionSource => {
  let text = ''
  const blocks: Block[] = []
  for (const [row, cells] of rows.entries()) {
    if (row > 0) text += '\n'
    const line: Block = { start: text.length, end: text.length, kind: 'table-row' }
    blocks.push(line)
    for (const [column, words] of cells.entries()) {
      if (words === undefined) continue
      if (text.length > line.start) text += '\t'
      const address = `${String.fromCharCode(65 + column)}${row + 1}`
      const cell = { sheet: 'Plan', address }
      blocks.push({ start: text.length, end: text.length + words.length, kind: 'cell', cell })
      text += words
    }
    line.end = text.length
  }
  return { text, blocks, format: 'xlsx' }
}

test.each([
  ['Issue: The crane is out of order since Monday.', 'issue'],
  ['Decision 3: The old crane is sold in autumn.', 'decision'],
  ['Risk R-12 – The quay is closed in winter.', 'risk'],
  ['The parts for the crane are two weeks late.', 'issue'],
  ['The parts for the crane have not arrived.', 'issue'],
  ['4.2 The new crane is delivered no later than 3 May 2027.', 'commitment'],
  ['The Supplier reports the state of the works every month.', 'commitment'],
])('“%s” says what it is', (text, type) => {
  expect(insightsOf(text)).toEqual([[type, expect.any(String)]])
})

test.each([
  'Issue: #1204',
  'Risk: none',
  'A crane is accepted when the Customer has confirmed it in writing.',
  'The supplier of the old crane was a company in Bremen.',
])('“%s” is neither risk, issue, decision nor commitment', (text) => {
  expect(insightsOf(text)).toEqual([])
})

test('a register whose rows say what they are is read row by row, whatever cells are empty', () => {
  const { insights } = extractOffline(
    sheetOf([
      ['Type', 'Title', 'Probability', 'Impact', 'Owner', 'Due'],
      ['Risk', 'The quay is closed in winter', 'High', 'Medium', 'Ada Byrne', '2027-01-15'],
      ['Assumption', 'The crane carries forty tons', undefined, undefined, 'Ada Byrne'],
      ['Issue', 'The parts are late', undefined, 'High', 'Tom Okafor', '2027-02-01'],
    ]),
  )

  expect(insights.map(({ type, title }) => [type, title])).toEqual([
    ['risk', 'The quay is closed in winter'],
    ['issue', 'The parts are late'],
  ])
  expect(insights[0]?.attributes).toMatchObject({ probability: 'high', impact: 'medium' })
})

test('cells of a short table are facts: money in a column of a currency, dates under what happens on them', () => {
  const source = sheetOf([
    ['ID', 'Milestone', 'Planned', 'Actual', 'Cost (EUR)'],
    ['M1', 'Crane delivered', '2027-05-03', '2027-05-07', '1,250,000'],
    ['M2', 'Quay opened', '2027-06-01', undefined, 'n/a'],
  ])

  const { facts } = extractOffline(source)

  const found = facts.filter(({ type }) => type !== 'key-value' && type !== 'organization')
  expect(found.map(({ type, key, normalized, unit }) => [type, key, normalized, unit])).toEqual([
    ['date', 'crane delivered', '2027-05-03', undefined],
    ['date', 'crane delivered actual', '2027-05-07', undefined],
    ['amount', 'amount', '1250000', 'EUR'],
    ['date', 'quay opened', '2027-06-01', undefined],
  ])
  const subjects = subjectsOf(source.text, facts)
  expect(subjects.map((each) => each?.subject)).toContain('quay opened')
})

test('a long table is a data set, whose cells are no statements', () => {
  const rows = Array.from({ length: 600 }, (_, at) => [`Item number ${at}`, '2027-05-03', '12.50'])

  const { facts } = extractOffline(sheetOf([['Item', 'Date', 'Price (EUR)'], ...rows]))

  expect(facts.some(({ type }) => type === 'amount')).toBe(false)
  expect(new Set(facts.filter(({ type }) => type === 'date').map(({ key }) => key))).toEqual(
    new Set(['date']),
  )
})

test.each([
  [
    'The Customer names Tobias Ferris as program manager and Ingrid Salo as enterprise architect.',
    ['program manager', 'enterprise architect'],
  ],
  [
    'The Supplier is represented by Maren Holt, Chief Customer Officer, and signs here.',
    ['Chief Customer Officer'],
  ],
  ['Paul Okoro, security officer of the Customer, accepts the report.', ['security officer']],
  ['Maren Holt, who met the manager, was glad.', [undefined]],
  ['Maren Holt, Paul Okoro and others talked to the director.', [undefined, undefined]],
])('“%s” gives those roles and no others', (text, roles) => {
  const { persons } = extractOffline({ text, blocks: [], format: 'txt' })

  expect(persons.map(({ role }) => role)).toEqual(roles)
})
