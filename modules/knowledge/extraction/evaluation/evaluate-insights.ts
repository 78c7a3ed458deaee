import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { extractOffline, ground, groundingText, insightType, type Span } from '../engine/index.ts'
import type { Evaluation } from '#kernel/module/index.ts'
import { readLines } from './files.ts'
import { failureList, ratio } from './scoring.ts'

const line = z.object({
  file: z.string(),
  insights: z.array(z.object({ type: insightType, quote: z.string().min(1) })),
})

/** How much of the shorter of two stretches must lie in the other for both to be one finding. */
const OVERLAP = 0.5

/**
 * Risks, issues, decisions, actions, commitments and questions against labelled quotes: right where an insight of the
 * type covers at least half of the quote or the quote half of it. A document that is labelled at all is taken to be
 * labelled in full.
 */
export const evaluateInsights: Evaluation = {
  name: 'insights',
  summary:
    'Insights; a folder with insights.jsonl, one line a file: {"file": "x.md", "insights": [{"type": "risk", "quote": "its very words"}]}',
  async run(folder, { maxDocuments = Infinity, maxFailures } = {}) {
    const failures = failureList(maxFailures)
    const tallies = new Map(insightType.options.map((type) => [type, { right: 0, found: 0, labelled: 0 }]))
    const documents = (await readLines(join(folder, 'insights.jsonl'), line)).slice(0, maxDocuments)
    for (const { file, insights: labels } of documents) {
      const text = await readFile(join(folder, file), 'utf8')
      const words = groundingText(text)
      const { insights } = extractOffline({ text, blocks: [], format: 'md' })
      for (const { type } of insights) count(tallies.get(type), 'found')
      const open = new Set(insights)
      for (const { type, quote } of labels) {
        count(tallies.get(type), 'labelled')
        const place = ground({ quote }, words)
        if ('reason' in place) throw new Error(`${file}: the quote “${quote}” is not in the file.`)
        const match = [...open].find(
          (each) => each.type === type && each.spans.some((span) => overlaps(span, place.span)),
        )
        if (match) {
          open.delete(match)
          count(tallies.get(type), 'right')
        } else failures.add(`${file} ${type} missed: ${quote}`)
      }
      for (const { type, title } of open) failures.add(`${file} ${type} not among the labels: ${title}`)
    }
    return {
      metrics: {
        documents: documents.length,
        ...Object.fromEntries(
          [...tallies]
            .filter(([, { found, labelled }]) => found + labelled > 0)
            .map(([type, { right, found, labelled }]) => [
              type,
              { precision: ratio(right, found), recall: ratio(right, labelled), n: labelled },
            ]),
        ),
      },
      failures: failures.list,
    }
  },
}

type Counts = { right: number; found: number; labelled: number }
const count = (counts: Counts | undefined, what: keyof Counts): void => {
  if (counts) counts[what] += 1
}

const overlaps = (a: Span, b: Span): boolean => {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start)
  return shared >= OVERLAP * Math.min(a.end - a.start, b.end - b.start)
}
