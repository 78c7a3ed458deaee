import { readFile } from 'node:fs/promises'
import { extractOffline, type ExtractionResult, type Span } from '../engine/index.ts'
import { readConll, type LabelledDocument, type NameType } from './conll.ts'
import type { Evaluation } from '#kernel/module/index.ts'
import { filesUnder } from './files.ts'
import { compare, emptyTally, failureList, ratiosOf } from './scoring.ts'

const types = ['PER', 'ORG', 'LOC'] as const

/**
 * Names in CoNLL files against what the offline engine finds, by exact match of tokens. `PER_natural` leaves out
 * parties that a contract calls by their role ("the Borrower"), which `PER` counts as the engine reports them.
 */
export const evaluateNames: Evaluation = {
  name: 'names',
  summary: 'Persons, organizations and places; a folder with *.conll files (IOB1 or IOB2)',
  sets: ['ner_'],
  async run(folder, { maxDocuments = Infinity, maxFailures } = {}) {
    const tallies = { PER: emptyTally(), ORG: emptyTally(), LOC: emptyTally(), PER_natural: emptyTally() }
    const failures = failureList(maxFailures)
    let [documents, characters, ms] = [0, 0, 0]
    for (const file of await filesUnder(folder, '.conll')) {
      for (const document of readConll(await readFile(file, 'utf8'))) {
        if (documents >= maxDocuments) break
        documents += 1
        characters += document.text.length
        const begun = performance.now()
        const result = extractOffline({ text: document.text, blocks: [], format: 'txt' })
        ms += performance.now() - begun
        const found = foundNames(result)
        for (const type of types) {
          const gold = new Set(
            document.names.filter((n) => n.type === type).map(({ from, to }) => `${from}-${to}`),
          )
          const places = ranges(document, found[type])
          compare(tallies[type], places, gold)
          if (type === 'PER') compare(tallies.PER_natural, ranges(document, found.natural), gold)
          describe(document, type, places, gold, failures.add)
        }
      }
    }
    return {
      metrics: {
        PER: ratiosOf(tallies.PER),
        PER_natural: ratiosOf(tallies.PER_natural),
        ORG: ratiosOf(tallies.ORG),
        LOC: ratiosOf(tallies.LOC),
        documents,
        ms_per_page: Math.round((ms / Math.max(1, characters / pageLength)) * 100) / 100,
      },
      failures: failures.list,
    }
  },
}

/** Characters that are taken as one page when speed is given per page. */
export const pageLength = 3_000

const foundNames = (result: ExtractionResult): Record<NameType | 'natural', Span[]> => ({
  PER: result.persons.flatMap(({ spans }) => spans),
  natural: result.persons.filter(({ kind }) => kind !== 'party').flatMap(({ spans }) => spans),
  ORG: result.organizations.flatMap(({ spans }) => spans),
  LOC: result.places.flatMap(({ spans }) => spans),
})

/** Spans as ranges of tokens. */
const ranges = ({ tokens }: LabelledDocument, spans: readonly Span[]): Set<string> =>
  new Set(
    spans.flatMap(({ start, end }) => {
      const from = tokens.findIndex((t) => t.end > start)
      const to = tokens.findLastIndex((t) => t.start < end)
      return from === -1 || to < from ? [] : [`${from}-${to + 1}`]
    }),
  )

const describe = (
  { text, tokens }: LabelledDocument,
  type: NameType,
  found: ReadonlySet<string>,
  gold: ReadonlySet<string>,
  add: (words: string) => void,
): void => {
  const words = (range: string): string => {
    const [from = 0, to = 0] = range.split('-').map(Number)
    return text.slice(tokens[from]?.start, tokens[to - 1]?.end)
  }
  for (const range of found) if (!gold.has(range)) add(`${type} wrongly found: ${words(range)}`)
  for (const range of gold) if (!found.has(range)) add(`${type} missed: ${words(range)}`)
}
