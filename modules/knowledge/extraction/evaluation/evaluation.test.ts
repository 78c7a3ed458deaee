import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConll } from './conll.ts'
import { compareFindings, type FoundFindings } from './finding-labels.ts'
import { evaluations } from './index.ts'
import type { Tally } from './scoring.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-evaluation-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const evaluation = (name: string) => {
  const found = evaluations.find((each) => each.name === name)
  if (!found) throw new Error(`no evaluation ${name}`)
  return found
}

test('CoNLL columns of both ways of tagging become text with names as ranges of tokens', () => {
  const [first, second] = readConll(
    'Mara I-PER\nLindqvist I-PER\nmet O\nAda B-PER\nByrne I-PER\nTom B-PER\n\n-DOCSTART- O\n\nin O\nHamburg B-location\n',
  )

  expect(first?.text).toBe('Mara Lindqvist met Ada Byrne Tom\n')
  expect(first?.names).toEqual([
    { type: 'PER', from: 0, to: 2 },
    { type: 'PER', from: 3, to: 5 },
    { type: 'PER', from: 5, to: 6 },
  ])
  expect(second?.names).toEqual([{ type: 'LOC', from: 1, to: 2 }])
})

test('names count where their tokens are exactly the labelled ones', async () => {
  await writeFile(
    join(folder, 'a.conll'),
    'Dr. O\nMara I-PER\nLindqvist I-PER\nwrote O\nto O\nAda I-ORG\nByrne I-ORG\nin O\nHamburg I-LOC\n. O\n',
  )

  const { metrics, failures } = await evaluation('names').run(folder)

  expect(metrics).toMatchObject({ PER: { recall: 1 }, LOC: { f1: 1 }, ORG: { recall: 0 }, documents: 1 })
  expect(failures).toContain('ORG missed: Ada Byrne')
})

test('labelled values are compared by meaning, not by letters', async () => {
  await writeFile(join(folder, 'a.txt'), 'ACME TRADING SDN BHD\nDate: 25/12/2018\nInvoice\nTOTAL 1,200.50\n')
  await writeFile(
    join(folder, 'gold.jsonl'),
    '{"file":"a.txt","company":"Acme Trading Sdn. Bhd.","date":"25-12-2018","total":"RM1200.50"}\n',
  )

  const { metrics } = await evaluation('facts').run(folder)

  expect(metrics).toMatchObject({
    company: { accuracy: 1, n: 1 },
    date: { accuracy: 1 },
    total: { accuracy: 1 },
  })
})

test('headers of proposals are compared field by field, lists item by item', async () => {
  await writeFile(
    join(folder, 'a.md'),
    '---\nstatus: accepted\nmitigates:\n  - ri-1  # first\n  - ri-2\n---\n\n# RFC 12: Move the portal\n\nText.\n',
  )
  await writeFile(
    join(folder, 'gold.jsonl'),
    '{"file":"a.md","title":"Move the portal","status":"Accepted","mitigates":["ri-1","ri-2","ri-3"]}\n',
  )

  const { metrics, failures } = await evaluation('headers').run(folder)

  expect(metrics).toMatchObject({
    title: { f1: 1 },
    status: { f1: 1 },
    mitigates: { precision: 1, recall: 0.6667 },
  })
  expect(failures).toEqual([expect.stringContaining('mitigates')])
})

test('people and insights are measured on the labels that somebody made', async () => {
  await mkdir(join(folder, 'docs'))
  await writeFile(
    join(folder, 'docs/a.md'),
    '## Present\n\n- Mara Lindqvist @mlind\n- Tomas Okafor\n\n## Risks\n\n- There is a high risk that the supplier is late.\n',
  )
  await writeFile(
    join(folder, 'gold.jsonl'),
    '{"file":"docs/a.md","people":[{"name":"Mara Lindqvist","handle":"mlind"},{"name":"Ada Byrne"}]}\n',
  )
  await writeFile(
    join(folder, 'insights.jsonl'),
    '{"file":"docs/a.md","insights":[{"type":"risk","quote":"a high risk that the supplier is late"}]}\n',
  )

  const people = await evaluation('people').run(folder)
  const insights = await evaluation('insights').run(folder)

  expect(people.metrics).toMatchObject({
    people: { recall: 0.5, precision: 0.5 },
    handles: { accuracy: 1, n: 1 },
  })
  expect(insights.metrics).toMatchObject({ risk: { precision: 1, recall: 1 } })
})

test('a label file with a line that does not fit is refused by file and line', async () => {
  await writeFile(join(folder, 'gold.jsonl'), '{"people": 3}\n')

  await expect(evaluation('people').run(folder)).rejects.toThrow(/gold\.jsonl: line 1/)
})

test('findings of a file are compared kind by kind, and only those that are labelled', () => {
  const found: FoundFindings = {
    persons: [
      { name: 'Dr. Mara Lindqvist', kind: 'person', role: 'chair' },
      { name: 'Borrower', kind: 'party', role: null },
    ],
    organizations: [{ name: 'Acme Ltd' }],
    places: [{ name: 'Oslo' }],
    facts: [
      { type: 'date', value: '1 March 2027', normalized: '2027-03-01' },
      { type: 'date', value: '1.3.2027', normalized: '2027-03-01' },
      { type: 'amount', value: 'EUR 1,200', normalized: '1200' },
    ],
    topics: [{ name: 'Test data' }, { name: 'Weather' }],
    insights: [],
  }
  const tallies = new Map<string, Tally>()
  const failures: string[] = []

  compareFindings(
    tallies,
    {
      file: 'a.pdf',
      persons: [{ name: 'Mara Lindqvist', role: 'Chair' }],
      organizations: ['Acme Ltd', 'Quillon'],
      facts: [
        { type: 'date', value: '2027-03-01' },
        { type: 'date', value: '2027-04-15' },
      ],
      topics: ['test data'],
    },
    found,
    (words) => void failures.push(words),
  )

  expect(Object.fromEntries(tallies)).toEqual({
    persons: { right: 1, wrong: 0, missed: 0 },
    organizations: { right: 1, wrong: 0, missed: 1 },
    roles: { right: 1, wrong: 0, missed: 0 },
    'facts date': { right: 1, wrong: 0, missed: 1 },
    topics: { right: 1, wrong: 1, missed: 0 },
  })
  expect(failures).toEqual([
    'a.pdf organizations missed: quillon',
    'a.pdf facts date missed: 2027-04-15',
    'a.pdf topics not among the labels: Weather',
  ])
})
