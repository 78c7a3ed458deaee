import { distinct } from './ground-answer.ts'
import { keyOf } from './persons/gather.ts'
import { keyOfName } from './names/extract-names.ts'
import type { ExtractionResult, Named } from './schema.ts'
import type { Span } from './source.ts'

/** The results of overlapping parts as one: what two parts both saw stands there once. */
export function merge(results: readonly ExtractionResult[]): ExtractionResult {
  const reasons: Record<string, number> = {}
  for (const { dropped } of results)
    for (const [why, n] of Object.entries(dropped.reasons)) reasons[why] = (reasons[why] ?? 0) + n
  return {
    persons: union(
      results.flatMap((r) => r.persons),
      keyOf,
      (a, b) => {
        const spans = distinct([...a.spans, ...b.spans])
        return { ...b, ...a, confidence: Math.max(a.confidence, b.confidence), spans, mentions: spans.length }
      },
    ),
    organizations: unionNamed(results.flatMap((r) => r.organizations)),
    places: unionNamed(results.flatMap((r) => r.places)),
    facts: union(
      results.flatMap((r) => r.facts),
      (f) => `${f.key.toLowerCase()} ${f.span.start}-${f.span.end}`,
      (a) => a,
    ),
    topics: union(
      results.flatMap((r) => r.topics),
      (t) => t.name.toLowerCase(),
      (a, b) => ({
        ...b,
        ...a,
        confidence: Math.max(a.confidence, b.confidence),
        spans: distinct([...a.spans, ...b.spans]),
      }),
    ),
    insights: union(
      results.flatMap((r) => r.insights),
      (i) => `${i.type} ${place(i.spans)}`,
      (a, b) => (b.confidence > a.confidence ? b : a),
    ),
    dropped: { count: Object.values(reasons).reduce((a, b) => a + b, 0), reasons },
  }
}

const unionNamed = (items: readonly Named[]): Named[] =>
  union(
    items,
    ({ name }) => keyOfName(name),
    (a, b) => {
      const spans = distinct([...a.spans, ...b.spans])
      return { ...a, confidence: Math.max(a.confidence, b.confidence), spans, mentions: spans.length }
    },
  )

const place = (spans: readonly Span[]): string => `${spans[0]?.start}-${spans[0]?.end}`

function union<T>(items: readonly T[], key: (item: T) => string, join: (a: T, b: T) => T): T[] {
  const kept = new Map<string, T>()
  for (const item of items) {
    const known = kept.get(key(item))
    kept.set(key(item), known === undefined ? item : join(known, item))
  }
  return [...kept.values()]
}
