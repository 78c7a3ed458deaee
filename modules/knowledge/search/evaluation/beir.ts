import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import type { Grades } from './measures.ts'

const documentLine = z.object({ _id: z.coerce.string(), title: z.string().nullish(), text: z.string() })
const queryLine = z.object({ _id: z.coerce.string(), text: z.string() })

/** A document of a test collection. */
export interface TestDocument {
  id: string
  text: string
}

const contentOf = async (file: string): Promise<string> => {
  const bytes = await readFile(file)
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}

const linesOf = <T>(content: string, line: z.ZodType<T>, file: string): T[] =>
  content.split('\n').flatMap((text, index) => {
    if (text.trim() === '') return []
    try {
      return [line.parse(JSON.parse(text))]
    } catch {
      throw new Error(`${file}: line ${index + 1} is not a JSON object with _id and text.`)
    }
  })

/** Reads `corpus.jsonl` or `corpus.jsonl.gz` (BEIR): title and text make one document. @throws Error naming the line that does not fit */
export const readCorpus = async (file: string): Promise<TestDocument[]> =>
  linesOf(await contentOf(file), documentLine, file).map(({ _id, title, text }) => ({
    id: _id,
    text: title ? `${title}\n\n${text}` : text,
  }))

/** Reads `queries.jsonl` (BEIR). @throws Error naming the line that does not fit */
export const readQueries = async (file: string): Promise<{ id: string; text: string }[]> =>
  linesOf(await contentOf(file), queryLine, file).map(({ _id, text }) => ({ id: _id, text }))

/** Reads `qrels.tsv` (query, document, grade; with or without header), by query. */
export const readQrels = async (file: string): Promise<Map<string, Grades>> => {
  const judged = new Map<string, Map<string, number>>()
  for (const line of (await contentOf(file)).split('\n')) {
    const [query = '', document = '', grade = ''] = line.trim().split('\t')
    if (document === '' || !/^-?\d+$/.test(grade)) continue
    judged.set(query, (judged.get(query) ?? new Map<string, number>()).set(document, Number(grade)))
  }
  return judged
}
