import type { Passage } from '../reading/passages.ts'
import type { Table } from '../reading/tables.ts'
import type { Fact, Person } from '../schema.ts'
import type { ExtractionSource } from '../source.ts'
import { amountFacts } from './amounts.ts'
import { headerFacts } from './document-header.ts'
import { dateFacts } from './dates.ts'
import { identifierFacts } from './identifiers.ts'
import { keyValueFacts } from './key-values.ts'
import { letterheadFacts } from './letterhead.ts'
import { partyFacts } from './parties.ts'
import { namedDates, tableAmounts } from './table-facts.ts'
import { totalFacts } from './totals.ts'

/** The facts of a document in the order of the text. Of facts on the same words, the more particular one stays. */
export function extractFacts(
  source: ExtractionSource,
  passages: readonly Passage[],
  tables: readonly Table[],
  persons: readonly Person[],
): Fact[] {
  const { text } = source
  const names = new Set(persons.flatMap((p) => [p.name, p.name.split(' ')[0] ?? '']))
  const particular = [
    ...totalFacts(text),
    ...letterheadFacts(text),
    ...partyFacts(text),
    ...dateFacts(source),
    ...identifierFacts(text),
    ...amountFacts(text),
    ...tableAmounts(text, tables),
    ...keyValueFacts(text, passages, tables, names),
  ]
  const taken = new Set<string>()
  const each = particular.filter(({ span }) => {
    const place = `${span.start}-${span.end}`
    return !taken.has(place) && taken.add(place)
  })
  const first = namedDates(text, tables, each)
  // A header's field says what a value is for ("Created"), the value's own fact what it is (a date): both stay.
  const keyed = new Set(first.map(({ key, span }) => `${key} ${span.start}-${span.end}`))
  const header = headerFacts(text, passages).filter(
    ({ key, span }) => !keyed.has(`${key} ${span.start}-${span.end}`),
  )
  return [...first, ...header].toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
}

/** The surest fact with a key; of equally sure ones, the first in the text. */
export function surest(facts: readonly Fact[], key: string): Fact | undefined {
  return facts
    .filter((f) => f.key === key)
    .reduce<Fact | undefined>((best, f) => (best && best.confidence >= f.confidence ? best : f), undefined)
}
