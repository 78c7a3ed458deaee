import { z } from 'zod'

import { decodeText } from '../decode-text.ts'
import { ReadingError } from '../reading-error.ts'
import type { Format, Reading, Source } from '../reading.ts'
import { TextWriter } from '../text-writer.ts'
import { readPlainText } from './plain-text.ts'
import { StructureWriter, type Json } from './structured-lines.ts'

/**
 * Reads JSON (RFC 8259) and lines of JSON: labels with their values, lists of like objects as tables. What is no JSON
 * after all is read as plain text.
 */
export async function readJson(source: Source, format: Format): Promise<Reading> {
  const { text, encoding } = decodeText(source.bytes)
  const value = parsed(text)
  if (value === undefined) return readPlainText(source, 'text')
  const writer = new TextWriter(source.limits.maxTextChars)
  new StructureWriter(writer).value('', value)
  if (writer.length === 0) throw new ReadingError('empty')
  const title = titleOf(value)
  return {
    text: writer.text,
    blocks: writer.blocks,
    ...(title ? { title } : {}),
    metadata: { encoding },
    attachments: [],
    format,
  }
}

// What JSON.parse gives is JSON by definition; this only tells the type checker so.
const json = z.custom<Json>(() => true)

function parsed(text: string): Json | undefined {
  try {
    return json.parse(JSON.parse(text))
  } catch {
    return linesOf(text)
  }
}

function linesOf(text: string): Json[] | undefined {
  const values: Json[] = []
  try {
    for (const line of text.split('\n')) if (line.trim() !== '') values.push(json.parse(JSON.parse(line)))
  } catch {
    return undefined
  }
  return values.length > 0 ? values : undefined
}

function titleOf(value: Json): string | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined
  const title = value['title'] ?? value['name']
  return typeof title === 'string' && title.trim() !== '' ? title.trim().slice(0, 500) : undefined
}
