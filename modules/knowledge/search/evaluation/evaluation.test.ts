import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { pairedBootstrap } from './bootstrap.ts'
import { measureMode, readCollection, type RetrievalInstallation } from './evaluate-retrieval.ts'
import { ndcg, percentile, recall } from './measures.ts'

test('nDCG is one for the best order, less for a worse one and nothing for none', () => {
  const grades = new Map([
    ['a', 2],
    ['b', 1],
    ['x', 0],
  ])

  expect(ndcg(['a', 'b', 'x'], grades, 10)).toBe(1)
  // (1 + 2 / log2 3) / (2 + 1 / log2 3)
  expect(ndcg(['b', 'a'], grades, 10)).toBeCloseTo(0.8597, 4)
  expect(ndcg(['x', 'y'], grades, 10)).toBe(0)
  expect(ndcg(['x', 'a'], grades, 1)).toBe(0)
})

test('recall counts what is relevant, and a percentile is one of the values', () => {
  expect(
    recall(
      ['a', 'x'],
      new Map([
        ['a', 1],
        ['b', 1],
        ['x', 0],
      ]),
      100,
    ),
  ).toBe(0.5)
  expect(percentile([5, 1, 3], 0.5)).toBe(3)
  expect(percentile([5, 1, 3], 0.95)).toBe(5)
})

test('a collection in BEIR layout is ingested whole and only its judged queries are asked', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'beir-'))
  const at = (name: string): string => join(folder, name)
  await writeFile(
    at('corpus.jsonl.gz'),
    gzipSync('{"_id":"d1","title":"T","text":"one"}\n{"_id":"d2","text":"two"}\n'),
  )
  await writeFile(
    at('queries.jsonl'),
    '{"_id":"q1","text":"find two"}\n{"_id":"q2","text":"nobody judged this"}\n',
  )
  await writeFile(at('qrels.tsv'), 'query-id\tcorpus-id\tscore\nq1\td2\t1\n')
  const asked: string[] = []
  const texts: string[] = []

  const collection = await readCollection(folder)
  const installation: RetrievalInstallation = {
    ingest: async (documents) =>
      new Map(documents.map(({ id, text }) => (texts.push(text), [id, `record ${id}`]))),
    search: async (query) => (asked.push(query), { records: ['record d1', 'record d2'], ms: 4 }),
  }
  const records = await installation.ingest(collection.documents)
  const result = await measureMode(collection, installation, records, 'lexical')
  await rm(folder, { recursive: true })

  expect(texts).toEqual(['T\n\none', 'two'])
  expect(asked).toEqual(['find two'])
  expect(result).toMatchObject({ recall_at_100: 1, p50_ms: 4 })
  expect(result.ndcg_at_10).toBeCloseTo(1 / Math.log2(3), 6)
})

test('a difference that every query shows is sure, and one that goes either way is not', () => {
  const always = pairedBootstrap(Array.from({ length: 50 }, () => 0.1))
  const either = pairedBootstrap(Array.from({ length: 50 }, (_, at) => (at % 2 === 0 ? 0.2 : -0.19)))

  expect(always).toMatchObject({ p: 0 })
  expect(always.low).toBeCloseTo(0.1)
  expect(either.low).toBeLessThan(0)
  expect(either.high).toBeGreaterThan(0)
  expect(pairedBootstrap([0.1, -0.3, 0.2])).toEqual(pairedBootstrap([0.1, -0.3, 0.2]))
})
