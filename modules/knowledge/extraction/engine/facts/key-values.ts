import { linesOf } from '../reading/lines.ts'
import type { Passage } from '../reading/passages.ts'
import type { Table } from '../reading/tables.ts'
import type { Fact } from '../schema.ts'
import { asKey, factAt } from './fact-at.ts'

const PAIR =
  /^[-*+•\s]*[*_]*(?<key>\p{Lu}[\p{L}\p{N} ./()&'’#-]{1,40}?)[*_]*\s*:[*_]*\s+(?<value>\S.{0,199})$/u
const NOT_KEY = /^(?:note|notes|example|e\.g|i\.e|https?|warning|tip|important|see also)$/i

/** "Key: value" lines, and tables of two columns read the same way. Notes by speakers are not such pairs. */
export function keyValueFacts(
  text: string,
  passages: readonly Passage[],
  tables: readonly Table[],
  names: ReadonlySet<string>,
): Fact[] {
  const lined = passages.flatMap((passage) => {
    if (passage.kind === 'code' || passage.kind === 'heading' || passage.kind === 'table-row') return []
    return linesOf(text, passage).flatMap((line) => {
      const match = PAIR.exec(text.slice(line.start, line.end))
      const { key, value } = match?.groups ?? {}
      if (!match || !key || !value || NOT_KEY.test(key) || names.has(key) || key.split(' ').length > 5)
        return []
      const start = line.start + match[0].length - value.length
      const isSentence = value.length > 80 && /[.!?]\s/.test(value)
      return [
        factAt(
          text,
          { start, end: start + value.length },
          { type: 'key-value', key: asKey(key), confidence: isSentence ? 0.5 : 0.8 },
        ),
      ]
    })
  })
  return [...lined, ...tables.flatMap((t) => pairsOf(text, t))]
}

function pairsOf(text: string, table: Table): Fact[] {
  if (table.header.length !== 2) return []
  return table.rows.flatMap(({ cells: [key, value] }) => {
    if (!key || !value || key.end <= key.start || value.end <= value.start || value.end - value.start > 200)
      return []
    const words = text.slice(key.start, key.end)
    return words.length > 60 || !/\p{L}/u.test(words)
      ? []
      : [factAt(text, value, { type: 'key-value', key: asKey(words), confidence: 0.75 })]
  })
}
