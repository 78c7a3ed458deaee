import type { Fact, FactType } from '../schema.ts'
import type { Span } from '../source.ts'

/** A fact whose value is exactly the words of the span. Empty optional fields are left out. */
export function factAt(
  text: string,
  span: Span,
  what: {
    type: FactType
    key: string
    confidence: number
    normalized?: string | undefined
    unit?: string | undefined
  },
): Fact {
  const { type, key, confidence, normalized, unit } = what
  return {
    type,
    key: key.slice(0, 255),
    value: text.slice(span.start, span.end),
    ...(normalized ? { normalized } : {}),
    ...(unit ? { unit } : {}),
    confidence,
    span: { start: span.start, end: span.end },
  }
}

/** The label before a value on its line ("Due date:"), as a key in small letters; undefined where none stands. */
export function labelBefore(text: string, at: number): string | undefined {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1
  const before = text.slice(Math.max(lineStart, at - 60), at)
  const same =
    /(?:^|[|;,(*_\t]|\s{2})[\s\-*_•]*(\p{L}[\p{L}\p{N} ./'&-]{1,40}?)[*_]*\s*(?::|=|\|)[\s*_]*$/u.exec(
      before,
    )?.[1]
  if (same) return asKey(same)
  if (before.trim() !== '') return undefined
  const above = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, Math.max(0, lineStart - 1))
  const label = /^[\s\-*_•]*(\p{L}[\p{L}\p{N} ./'&-]{1,40}?)[*_]*\s*:[\s*_]*$/u.exec(above)?.[1]
  return label ? asKey(label) : undefined
}

/** A label as a key: small letters, single blanks, no dots at the end. */
export const asKey = (label: string): string =>
  label
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[.\s]+$/, '')
    .trim()
