import type { Span } from '../source.ts'

/** One place where somebody is named, and what was learned there. `name` is the words of the span, on one line. */
export type Mention = Span & {
  name: string
  confidence: number
  role?: string | undefined
  organization?: string | undefined
  email?: string | undefined
  handle?: string | undefined
}

/** A mention of the words in a span. */
export function mentionAt(text: string, span: Span, confidence: number): Mention {
  return { start: span.start, end: span.end, name: oneLine(text.slice(span.start, span.end)), confidence }
}

/** Words with every stretch of white space as one blank, and without the blank that tokenizers put before a dot. */
export const oneLine = (words: string): string => words.replace(/\s+/g, ' ').trim()
