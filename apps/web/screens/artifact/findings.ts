import type { TextMark } from '#design-system/text-marks.ts'
import type { Findings } from '../../api/artifacts.ts'

/** The sorts of things that are found in a source. */
export const sorts = ['insights', 'facts', 'persons', 'topics'] as const

/** One sort of finding. */
export type Sort = (typeof sorts)[number]

/** A thing found in a source, in the one shape in which the viewer lists it. */
export type Finding = {
  id: string
  sort: Sort
  title: string
  note: string
  grade: string | undefined
  confidence: number
  spans: readonly { start: number; end: number }[]
}

/** All that was found, as one list in the order of the sorts, each sort in the order of the text. */
export function listFindings(findings: Findings): Finding[] {
  const insights = findings.insights.map((insight, index): Finding => ({
    id: `insights-${index}`,
    sort: 'insights',
    title: insight.title,
    note: insight.description,
    grade: insight.severity ?? undefined,
    confidence: insight.confidence,
    spans: insight.spans,
  }))
  const facts = findings.facts.map((fact, index): Finding => ({
    id: `facts-${index}`,
    sort: 'facts',
    title: withUnit(fact.value, fact.unit ?? ''),
    note: fact.key,
    grade: undefined,
    confidence: fact.confidence,
    spans: [fact.span],
  }))
  const persons = findings.persons.map((person, index): Finding => ({
    id: `persons-${index}`,
    sort: 'persons',
    title: person.name,
    note: [person.role, person.organization].filter(Boolean).join(', '),
    grade: undefined,
    confidence: person.confidence,
    spans: person.spans,
  }))
  const topics = findings.topics.map((topic, index): Finding => ({
    id: `topics-${index}`,
    sort: 'topics',
    title: topic.name,
    note: '',
    grade: undefined,
    confidence: topic.confidence,
    spans: topic.spans,
  }))
  return [insights, facts, persons, topics].flatMap((found) =>
    found.toSorted((a, b) => firstPlace(a) - firstPlace(b)),
  )
}

const firstPlace = (finding: Finding): number => finding.spans[0]?.start ?? Number.MAX_SAFE_INTEGER

/** The marks that findings leave in the text; those of other sorts than the one looked at stand back. */
export const marksOf = (findings: Finding[], sort: Sort | 'resting'): TextMark[] =>
  findings.flatMap((finding) =>
    finding.spans.map((span) => ({
      id: finding.id,
      start: span.start,
      end: span.end,
      quiet: finding.sort !== sort,
    })),
  )

/** A value and its unit, which values that were kept as they stand have in them already. */
const withUnit = (value: string, unit: string): string =>
  unit === '' || value.includes(unit) ? value : `${value} ${unit}`
