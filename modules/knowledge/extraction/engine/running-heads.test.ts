import fc from 'fast-check'
import { expect, test } from 'vitest'
import { extractOffline, extractWithModel, modelAnswer, type ExtractionSource } from './index.ts'
import type { Block } from './source.ts'

/** A document of blocks set apart by empty lines, as readers write them. */
const documentOf = (parts: readonly (readonly [Block['kind'], string])[]): ExtractionSource => {
  let text = ''
  const blocks: Block[] = []
  for (const [kind, words] of parts) {
    if (text !== '') text += '\n\n'
    blocks.push({ start: text.length, end: text.length + words.length, kind })
    text += words
  }
  return { text, blocks, format: 'pdf' }
}

const contract = documentOf([
  ['running', 'Contract no. AE-2026-17 · printed on 3 March 2026'],
  [
    'paragraph',
    'The supplier delivers the platform on 1 June 2026. If the review is late there is a risk that',
  ],
  ['running', 'Page 1 of 3'],
  ['running', 'Contract no. AE-2026-17 · printed on 3 March 2026'],
  ['paragraph', 'The customer pays 40,000 EUR on 1 July 2026.'],
  ['running', 'Page 2 of 3'],
  ['running', 'Contract no. AE-2026-17 · printed on 3 March 2026'],
  ['paragraph', 'Both sign.'],
  ['running', 'Page 3 of 3'],
])

test('what headers and footers repeat is found once, page numbers not at all, and every fact is what stands there', () => {
  const { facts } = extractOffline(contract)

  const values = facts.map(({ value }) => value)
  expect(values.filter((value) => value === '3 March 2026')).toHaveLength(1)
  expect(values.filter((value) => value.includes('AE-2026-17'))).toHaveLength(1)
  expect(values).toEqual(expect.arrayContaining(['1 June 2026', '40,000 EUR', '1 July 2026']))
  expect(facts.some(({ key }) => /^page/i.test(key))).toBe(false)
  for (const { span, value } of facts) expect(contract.text.slice(span.start, span.end)).toBe(value)
})

test('a model is given a document without the repeated lines, and may quote a sentence over a page', async () => {
  const whole = documentOf([
    ['running', 'Acme confidential'],
    ['paragraph', 'We decided to move the archive before'],
    ['running', 'Acme confidential'],
    ['paragraph', 'the summer of this year.'],
  ])
  const prompts: string[] = []
  const { insights } = await extractWithModel(whole, async ({ prompt, schema }) => {
    prompts.push(prompt)
    const quote = 'We decided to move the archive before the summer of this year.'
    const decision = {
      type: 'decision',
      title: 'Move the archive',
      description: quote,
      impactedModules: [],
      confidence: 0.9,
      attributes: {},
      quotes: [quote],
    }
    const empty = { persons: [], organizations: [], places: [], facts: [], topics: [] }
    return schema.parse(modelAnswer.parse({ ...empty, insights: [decision] }))
  })

  expect(prompts.join('').split('Acme confidential')).toHaveLength(2)
  const [at] = insights[0]?.spans ?? []
  expect(whole.text.slice(at?.start, at?.end)).toMatch(/^We decided to [^]* summer of this year\.$/)
})

test('whatever the lines are, findings keep to the words of the source', () => {
  const part = fc.tuple(
    fc.constantFrom<Block['kind']>('running', 'paragraph'),
    fc.constantFrom(
      'Due on 3 May 2027',
      'Page 4',
      'Total: 12.00 EUR',
      'Ada Byrne leads testing.',
      'until 12',
      'May',
    ),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const source = documentOf(parts)
      for (const { span, value } of extractOffline(source).facts)
        expect(source.text.slice(span.start, span.end)).toBe(value)
    }),
  )
})
