import { readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { extractOffline, type Fact } from '../engine/index.ts'
import type { Evaluation } from '#kernel/module/index.ts'
import { filesUnder, readLines } from './files.ts'
import { compare, emptyTally, failureList, ratiosOf, type Tally } from './scoring.ts'

const value = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string(), z.number()])),
  z.null(),
])
const labels = z.record(z.string(), value.catch(null))
type Labels = z.output<typeof labels>

/**
 * What a document says of itself (title, authors, status, dates, links to others) against labels. A list is compared
 * item by item; a name counts without its mail address, a link by the identifier that it names. Files without any
 * text for a label, such as proposals whose authors stand in a file of their own, count as missed.
 */
export const evaluateHeaders: Evaluation = {
  name: 'headers',
  summary:
    'Header facts; a folder with gold.jsonl, one line a file: {"file": "docs/x.md", "title": …, "status": …, "authors": […]}, or docs/NAME.md and gold/NAME*.yaml',
  sets: ['proposals_', 'decisions_', 'risks_'],
  async run(folder, { maxDocuments = Infinity, maxFailures } = {}) {
    const failures = failureList(maxFailures)
    const tallies = new Map<string, Tally>()
    const documents = (await labelled(folder)).slice(0, maxDocuments)
    for (const { file, gold, prefix } of documents) {
      const { facts } = extractOffline({ text: await readFile(file, 'utf8'), blocks: [], format: 'md' })
      for (const [name, expected] of Object.entries(gold)) {
        const key = keyOf(name)
        const wanted = valuesOf(expected)
        if (wanted.size === 0) continue
        const counted = `${prefix}${key}`
        const tally = tallies.get(counted) ?? emptyTally()
        tallies.set(counted, tally)
        const found = foundFor(facts, key)
        compare(tally, found, wanted)
        if ([...wanted].some((each) => !found.has(each)))
          failures.add(
            `${basename(file)} ${key}: found ${[...found].join(', ') || 'nothing'}, labelled ${[...wanted].join(', ')}`,
          )
      }
    }
    return {
      metrics: {
        documents: documents.length,
        ...Object.fromEntries(
          [...tallies].map(([key, tally]) => [key.replaceAll(' ', '_'), ratiosOf(tally)]),
        ),
      },
      failures: failures.list,
    }
  },
}

/** A document with its labels; `prefix` sets the figures of a file of metadata, read as a document itself, apart. */
interface Labelled {
  file: string
  gold: Labels
  prefix: '' | 'metadata '
}

const labelled = async (folder: string): Promise<Labelled[]> => {
  const list = join(folder, 'gold.jsonl')
  if (await stat(list).catch(() => undefined)) {
    const lines = await readLines(list, labels)
    return lines.map(({ file, id: _id, ...gold }) => ({ file: join(folder, String(file)), gold, prefix: '' }))
  }
  const golds = await filesUnder(join(folder, 'gold'), '.yaml')
  const both = await Promise.all(
    golds.map(async (path): Promise<Labelled[]> => {
      const gold = labels.parse(parse(await readFile(path, 'utf8')))
      const document = join(folder, 'docs', `${basename(path).replace(/(?:\.\w+)?\.yaml$/, '')}.md`)
      return [
        { file: document, gold, prefix: '' },
        { file: path, gold, prefix: 'metadata ' },
      ]
    }),
  )
  return both.flat()
}

const keyOf = (name: string): string => name.toLowerCase().replace(/[_-]/g, ' ')

const foundFor = (facts: readonly Fact[], key: string): Set<string> => {
  const singular = key.replace(/s$/, '')
  return new Set(
    facts
      .filter((fact) => fact.type !== 'contact' && (fact.key === key || fact.key === singular))
      .flatMap((fact) => [...valuesOf(fact.normalized ?? fact.value)]),
  )
}

/** Values as they are compared: small letters, no numbering, mail addresses, marks or links' targets; lists as items. */
const valuesOf = (from: Labels[string] | undefined): Set<string> => {
  if (from === null || from === undefined || from === '') return new Set()
  const items = Array.isArray(from)
    ? from.map(String)
    : (String(from)
        .split('\n')[0]
        ?.split(/,(?![^<(]*[>)])/) ?? [])
  return new Set(
    items
      .map((item) =>
        item
          .replace(/<[^<>]*@[^<>]*>/g, '')
          .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
          .replace(/^\s*\d+[.)]\s+/, '')
          .toLowerCase()
          .replace(/[^\p{L}\p{N}@]+/gu, ' ')
          .trim(),
      )
      .filter(Boolean),
  )
}
