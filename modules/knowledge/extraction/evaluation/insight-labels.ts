import { z } from 'zod'
import { ground, groundingText, insightType, type Span } from '../engine/index.ts'
import { ratio } from './scoring.ts'

/** A labelled insight: its type, and the very words of the document that it rests on. */
export const insightLabel = z.object({ type: insightType, quote: z.string().min(1) })
/** A labelled insight. */
export type InsightLabel = z.output<typeof insightLabel>

/** An insight that was found. */
export interface FoundInsight {
  type: string
  title: string
  spans: readonly Span[]
}

/** How much of the shorter of two stretches must lie in the other for both to be one finding. */
const overlapNeeded = 0.5

type Counts = { right: number; found: number; labelled: number }

/** Counts, per type of insight, what is right, found and labelled over several documents. */
export class InsightTallies {
  readonly #tallies = new Map<string, Counts>(
    insightType.options.map((type) => [type, { right: 0, found: 0, labelled: 0 }]),
  )

  /**
   * Compares one document: right is an insight of the type that covers at least half of the quote, or the quote half of
   * it. @throws Error for a quote that is not in the text
   */
  compare(
    { file, text }: { file: string; text: string },
    labels: readonly InsightLabel[],
    found: readonly FoundInsight[],
    fail: (words: string) => void,
  ): void {
    const words = groundingText(text)
    for (const { type } of found) this.#count(type, 'found')
    const open = new Set(found)
    for (const { type, quote } of labels) {
      this.#count(type, 'labelled')
      const place = ground({ quote }, words)
      if ('reason' in place) throw new Error(`${file}: the quote “${quote}” is not in the file.`)
      const match = [...open].find(
        (each) => each.type === type && each.spans.some((span) => overlaps(span, place.span)),
      )
      if (match) {
        open.delete(match)
        this.#count(type, 'right')
      } else fail(`${file} ${type} missed: ${quote}`)
    }
    for (const { type, title } of open) fail(`${file} ${type} not among the labels: ${title}`)
  }

  /** Precision, recall and number of labels of each type that was found or labelled. */
  figures(): [type: string, figures: { precision: number; recall: number; n: number }][] {
    return [...this.#tallies]
      .filter(([, { found, labelled }]) => found + labelled > 0)
      .map(([type, { right, found, labelled }]) => [
        type,
        { precision: ratio(right, found), recall: ratio(right, labelled), n: labelled },
      ])
  }

  #count(type: string, what: keyof Counts): void {
    const counts = this.#tallies.get(type)
    if (counts) counts[what] += 1
  }
}

const overlaps = (a: Span, b: Span): boolean => {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start)
  return shared >= overlapNeeded * Math.min(a.end - a.start, b.end - b.start)
}
