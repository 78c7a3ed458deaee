import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { extractOffline, surest } from '../engine/index.ts'
import type { Evaluation } from '#kernel/module/index.ts'
import { labelledFile, readLines } from './files.ts'
import { pageLength } from './evaluate-names.ts'
import { failureList, ratio } from './scoring.ts'

const label = z.object({ file: z.string() }).catchall(z.string().nullable())

/**
 * Labelled values of a document against the surest fact of that key: dates as ISO days, amounts as numbers, words
 * without regard to case and to what is neither letter nor digit.
 */
export const evaluateFacts: Evaluation = {
  name: 'facts',
  summary:
    'Labelled values; a folder with gold.jsonl, one line a file: {"file": "text/000.txt", "company": …, "date": …, "total": …}',
  sets: ['inv_sroie'],
  async run(
    folder,
    {
      maxDocuments = Infinity,
      maxFailures,
      files: { gold: labelFile = join(folder, 'gold.jsonl') } = {},
    } = {},
  ) {
    const failures = failureList(maxFailures)
    const tallies = new Map<string, { right: number; all: number }>()
    const labels = (await readLines(labelFile, label)).slice(0, maxDocuments)
    let [characters, ms] = [0, 0]
    for (const { file, ...values } of labels) {
      const text = await readFile(labelledFile(file ?? '', folder, labelFile), 'utf8')
      const begun = performance.now()
      const { facts } = extractOffline({ text, blocks: [], format: 'txt' })
      ms += performance.now() - begun
      characters += text.length
      for (const [key, gold] of Object.entries(values)) {
        if (!gold) continue
        const tally = tallies.get(key) ?? { right: 0, all: 0 }
        tallies.set(key, tally)
        const found = surest(facts, key)
        const isRight = found !== undefined && sameValue(found.normalized ?? found.value, gold)
        tally.all += 1
        if (isRight) tally.right += 1
        else
          failures.add(
            `${file} ${key}: found ${JSON.stringify(found?.normalized ?? found?.value ?? null)}, labelled ${JSON.stringify(gold)}`,
          )
      }
    }
    const accuracies = [...tallies].map(
      ([key, { right, all }]) => [key, { accuracy: ratio(right, all), n: all }] as const,
    )
    return {
      metrics: {
        ...Object.fromEntries(accuracies),
        documents: labels.length,
        ms_per_page: Math.round((ms / Math.max(1, characters / pageLength)) * 100) / 100,
      },
      failures: failures.list,
    }
  },
}

/** Whether a found value is the labelled one. A labelled date is read as the engine reads dates. */
export const sameValue = (found: string, gold: string): boolean => {
  if (plain(found) === plain(gold)) return true
  if (/^\d{4}-\d{2}-\d{2}$/.test(found)) return daysIn(gold).has(found)
  const [a, b] = [numberIn(found), numberIn(gold)]
  return a !== undefined && a === b
}

const plain = (words: string): string => words.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

const daysIn = (words: string): Set<string> =>
  new Set(
    extractOffline({ text: words, blocks: [], format: 'txt' }).facts.flatMap((fact) =>
      fact.type === 'date' && fact.normalized ? [fact.normalized] : [],
    ),
  )

const numberIn = (words: string): number | undefined => {
  const digits = /^[^\d-]*(-?\d[\d,]*(?:\.\d+)?)\D*$/.exec(words.trim())?.[1]?.replaceAll(',', '')
  return digits === undefined ? undefined : Number(digits)
}
