import { extractFacts } from './facts/extract-facts.ts'
import { extractInsights } from './insights/extract-insights.ts'
import { extractNames } from './names/extract-names.ts'
import { extractParties } from './names/contract-parties.ts'
import { extractPersons } from './persons/extract-persons.ts'
import { passagesOf } from './reading/passages.ts'
import { isBroken, quiet } from './reading/running-heads.ts'
import { tablesOf } from './reading/tables.ts'
import type { ExtractionResult } from './schema.ts'
import type { ExtractionSource } from './source.ts'
import { extractTopics } from './topics/extract-topics.ts'

/**
 * Extracts by rules and word lists alone: no model, no network, the same result for the same source. Instructions
 * that stand in the document are words like any others.
 */
export function extractOffline(given: ExtractionSource): ExtractionResult {
  const { source, blanks } = quiet(given)
  const passages = passagesOf(source)
  const tables = tablesOf(source.text, passages)
  const found = extractPersons(source.text, passages, tables)
  const parties = extractParties(source.text, found)
  const persons = [...found, ...parties.persons]
  const names = extractNames(source.text, passages, persons, parties.organizations)
  return {
    persons,
    ...names,
    facts: extractFacts(source, passages, tables, persons).filter(({ span }) => !isBroken(span, blanks)),
    topics: extractTopics(source.text, passages, new Set(persons.map((p) => p.name))),
    insights: extractInsights(source, passages, tables),
    dropped: { count: 0, reasons: {} },
  }
}
