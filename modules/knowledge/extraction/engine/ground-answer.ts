import type { z } from 'zod'
import { ground, type GroundingText } from './grounding.ts'
import type { ModelAnswer } from './model-schema.ts'
import {
  extractionResult,
  fact,
  insight,
  named,
  person,
  topic,
  type ExtractionResult,
  type Named,
} from './schema.ts'
import type { Span } from './source.ts'

/**
 * A model's answer about one part of a text, with every quote turned into a place. Items none of whose quotes stand
 * in that part are dropped and counted, so are persons whose name is not among the words quoted, and items that the
 * result's schema refuses.
 */
export function groundAnswer(answer: ModelAnswer, source: GroundingText, part: Span): ExtractionResult {
  const reasons: Record<string, number> = {}
  const drop = (reason: string): [] => {
    reasons[reason] = (reasons[reason] ?? 0) + 1
    return []
  }
  const places = (quotes: readonly string[]): Span[] | string => {
    const spans: Span[] = []
    let refused = 'no quote'
    for (const quote of quotes) {
      const found = ground({ quote, hint: 0 }, source)
      if ('reason' in found) refused = found.reason
      else spans.push({ start: found.span.start + part.start, end: found.span.end + part.start })
    }
    return spans.length > 0 ? distinct(spans) : refused
  }
  const words = ({ start, end }: Span): string => source.text.slice(start - part.start, end - part.start)
  const bearers = <T extends Named>(
    items: readonly { name: string; quotes: string[] }[],
    shape: z.ZodType<T>,
  ): T[] =>
    items.flatMap(({ quotes, ...item }) => {
      if ('reason' in ground({ quote: item.name }, source)) return drop('name not in source')
      const seen = places(quotes)
      if (typeof seen === 'string') return drop(seen)
      // The spans of a name are the places of the name itself; the quotes only show where to look.
      const spans = distinct(
        seen.flatMap((at) => {
          const found = ground({ quote: item.name, hint: at.start - part.start }, source)
          return 'reason' in found
            ? []
            : [{ start: found.span.start + part.start, end: found.span.end + part.start }]
        }),
      )
      const made = shape.safeParse({ ...item, mentions: spans.length, spans })
      return made.success ? [made.data] : drop('malformed')
    })
  const persons = bearers(answer.persons, person)
  const organizations = bearers(answer.organizations, named)
  const namedPlaces = bearers(answer.places, named)
  const facts = answer.facts.flatMap(({ quote, ...item }) => {
    const spans = places([quote])
    const [at] = typeof spans === 'string' ? [] : spans
    if (typeof spans === 'string' || !at) return drop(typeof spans === 'string' ? spans : 'no quote')
    const made = fact.safeParse({ ...item, value: words(at), span: at })
    return made.success ? [made.data] : drop('malformed')
  })
  const topics = answer.topics.flatMap(({ quotes, ...item }) => {
    const spans = places(quotes)
    const made = topic.safeParse({ ...item, spans })
    return typeof spans === 'string' ? drop(spans) : made.success ? [made.data] : drop('malformed')
  })
  const insights = answer.insights.flatMap(({ quotes, ...item }) => {
    const spans = places(quotes)
    const made = insight.safeParse({ ...item, title: item.title.slice(0, 200), spans })
    return typeof spans === 'string' ? drop(spans) : made.success ? [made.data] : drop('malformed')
  })
  const count = Object.values(reasons).reduce((a, b) => a + b, 0)
  return extractionResult.parse({
    persons,
    facts,
    topics,
    insights,
    organizations,
    places: namedPlaces,
    dropped: { count, reasons },
  })
}

/** Spans in order, each once. */
export function distinct(spans: readonly Span[]): Span[] {
  return [...new Map(spans.map((s) => [`${s.start}-${s.end}`, s])).values()].toSorted(
    (a, b) => a.start - b.start || a.end - b.end,
  )
}
