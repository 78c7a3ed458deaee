import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { extractOffline, personKey } from '../engine/index.ts'
import type { Evaluation } from '#kernel/module/index.ts'
import { labelledFile, readLines } from './files.ts'
import { compare, emptyTally, failureList, ratio, ratiosOf } from './scoring.ts'

const line = z.object({
  file: z.string(),
  people: z.array(
    z.object({ name: z.string().nullish(), handle: z.string().nullish(), role: z.string().nullish() }),
  ),
})

/**
 * People named in documents, one by one whatever their number of mentions: found where the name is (without case,
 * titles and middle initials) or, for who is only known by it, the handle. A label may list those present alone, as
 * minutes do; then precision counts everybody else whom the minutes mention as wrong.
 */
export const evaluatePeople: Evaluation = {
  name: 'people',
  summary:
    'People of documents; a folder with gold.jsonl, one line a file: {"file": "docs/x.md", "people": [{"name": …, "handle": …, "role": …}]}',
  sets: ['minutes_'],
  async run(
    folder,
    {
      maxDocuments = Infinity,
      maxFailures,
      files: { gold: labelFile = join(folder, 'gold.jsonl') } = {},
    } = {},
  ) {
    const failures = failureList(maxFailures)
    const tally = emptyTally()
    let [handles, handlesRight, documents] = [0, 0, 0]
    for (const { file, people } of (await readLines(labelFile, line)).slice(0, maxDocuments)) {
      documents += 1
      const text = await readFile(labelledFile(file, folder, labelFile), 'utf8')
      const { persons } = extractOffline({ text, blocks: [], format: 'md' })
      const found = new Set(persons.map(({ name }) => keyOf(name)))
      const gold = new Set(people.map(({ name, handle }) => keyOf(name || `@${handle ?? ''}`)))
      compare(tally, found, gold)
      for (const each of gold) if (!found.has(each)) failures.add(`${file} missed: ${each}`)
      for (const each of found) if (!gold.has(each)) failures.add(`${file} not among the labels: ${each}`)
      for (const { name, handle } of people) {
        if (!name || !handle) continue
        handles += 1
        const person = persons.find((p) => keyOf(p.name) === keyOf(name))
        if (person?.handle?.toLowerCase() === handle.replace(/^@/, '').toLowerCase()) handlesRight += 1
      }
    }
    return {
      metrics: {
        people: ratiosOf(tally),
        handles: { accuracy: ratio(handlesRight, handles), n: handles },
        documents,
      },
      failures: failures.list,
    }
  },
}

const keyOf = (name: string): string => personKey(name).replace(/^@/, '')
