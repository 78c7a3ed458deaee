import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { extractOffline } from '../engine/index.ts'
import type { Evaluation } from '#kernel/module/index.ts'
import { readLines } from './files.ts'
import { insightLabel, InsightTallies } from './insight-labels.ts'
import { failureList } from './scoring.ts'

const line = z.object({ file: z.string(), insights: z.array(insightLabel) })

/**
 * Risks, issues, decisions, actions, commitments and questions of text files against labelled quotes. A document that is
 * labelled at all is taken to be labelled in full.
 */
export const evaluateInsights: Evaluation = {
  name: 'insights',
  summary:
    'Insights of text files; a folder with insights.jsonl, one line a file: {"file": "x.md", "insights": [{"type": "risk", "quote": "its very words"}]}',
  async run(folder, { maxDocuments = Infinity, maxFailures } = {}) {
    const failures = failureList(maxFailures)
    const tallies = new InsightTallies()
    const documents = (await readLines(join(folder, 'insights.jsonl'), line)).slice(0, maxDocuments)
    for (const { file, insights: labels } of documents) {
      const text = await readFile(join(folder, file), 'utf8')
      const { insights } = extractOffline({ text, blocks: [], format: 'md' })
      tallies.compare({ file, text }, labels, insights, failures.add)
    }
    return {
      metrics: { documents: documents.length, ...Object.fromEntries(tallies.figures()) },
      failures: failures.list,
    }
  },
}
