import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTable } from 'micromark-extension-gfm-table'

import { cellAddress } from '../cell-address.ts'
import { cleanText, oneLine } from '../clean-text.ts'
import { decodeText } from '../decode-text.ts'
import { isoDate } from '../iso-date.ts'
import { ReadingError } from '../reading-error.ts'
import type { Block, BlockKind, Format, Reading, Source } from '../reading.ts'
import { tooMuchText } from '../text-writer.ts'
import { textBlocks } from './plain-text.ts'

type Node = ReturnType<typeof fromMarkdown>['children'][number]

/**
 * Reads Markdown (CommonMark with tables): the text is the source as written, the blocks say what is what in it.
 * Front matter between `---` lines gives title, date and language. Nesting too deep to follow is read as plain text.
 */
export async function readMarkdown(source: Source, format: Format): Promise<Reading> {
  const { text: raw, encoding } = decodeText(source.bytes)
  const text = cleanText(raw)
  if (text.trim() === '') throw new ReadingError('empty')
  if (text.length > source.limits.maxTextChars) throw tooMuchText(source.limits.maxTextChars)
  const front = /^---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text)
  const bodyStart = front?.[0].length ?? 0
  const blocks = blocksOf(text, bodyStart)
  const fields = frontFields(front?.[1] ?? '')
  const firstHeading = blocks.find(({ kind, level }) => kind === 'heading' && level === 1)
  const title =
    fields.get('title') ?? (firstHeading ? oneLine(text.slice(firstHeading.start, firstHeading.end)) : '')
  const date = isoDate(fields.get('date') ?? '')
  const language = fields.get('lang') ?? fields.get('language')
  return {
    text,
    blocks,
    ...(title ? { title } : {}),
    ...(date ? { documentDate: date } : {}),
    ...(language ? { language } : {}),
    metadata: { ...(fields.has('author') ? { author: fields.get('author') ?? '' } : {}), encoding },
    attachments: [],
    format,
  }
}

// Beyond this depth of quotes and lists no person follows, and the parser's recursion would run out of stack.
const deepest = 200

function blocksOf(text: string, bodyStart: number): Block[] {
  if (nestsTooDeep(text)) return textBlocks(text, bodyStart)
  const body = text.slice(bodyStart)
  const tree = fromMarkdown(body, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] })
  const found: Block[] = []
  const tables = { count: 0 }
  for (const child of tree.children) collect(child, 'paragraph', 0, found, tables)
  const blocks: Block[] = []
  for (const block of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (text.slice(bodyStart + block.start, bodyStart + block.end).trim() === '') continue
    blocks.push({ ...block, start: block.start + bodyStart, end: block.end + bodyStart })
  }
  return blocks
}

function nestsTooDeep(text: string): boolean {
  const marker = new RegExp(
    `^(?:[ \\t]*(?:>|[-*+][ \\t]|\\d{1,9}[.)][ \\t])){${deepest}}|\\[{${deepest}}|[*_]{5000}`,
    'm',
  )
  return marker.test(text)
}

function collect(
  node: Node,
  within: BlockKind,
  depth: number,
  found: Block[],
  tables: { count: number },
): void {
  switch (node.type) {
    case 'heading':
      push(found, 'heading', inner(node), { level: node.depth })
      return
    case 'paragraph':
      push(found, within, inner(node), within === 'list-item' ? { level: depth } : {})
      return
    case 'html':
      if (!/^<!--[\s\S]*-->$/.test(node.value)) push(found, within, range(node))
      return
    case 'code':
      push(found, 'code', range(node))
      return
    case 'blockquote':
      for (const child of node.children) collect(child, 'quote', depth, found, tables)
      return
    case 'list':
      for (const item of node.children)
        for (const child of item.children) collect(child, 'list-item', depth + 1, found, tables)
      return
    case 'table': {
      tables.count += 1
      const sheet = `Table ${tables.count}`
      for (const [rowIndex, row] of node.children.entries()) {
        push(found, 'table-row', range(row))
        for (const [column, cell] of row.children.entries()) {
          push(found, 'cell', inner(cell), { cell: { sheet, address: cellAddress(rowIndex, column) } })
        }
      }
      return
    }
    case 'definition':
      push(found, 'paragraph', range(node))
      return
    default:
  }
}

type Placed = {
  position?: { start: { offset?: number | undefined }; end: { offset?: number | undefined } } | undefined
}
type Range = { start: number; end: number } | undefined

function range(node: Placed): Range {
  const start = node.position?.start.offset
  const end = node.position?.end.offset
  return start === undefined || end === undefined ? undefined : { start, end }
}

// What a heading or paragraph says, without the marks around it.
function inner(node: { children: readonly Placed[] }): Range {
  const first = range(node.children[0] ?? {})
  const last = range(node.children.at(-1) ?? {})
  return first && last ? { start: first.start, end: last.end } : undefined
}

function push(
  found: Block[],
  kind: BlockKind,
  place: Range,
  detail: Pick<Block, 'level' | 'cell'> = {},
): void {
  if (place && place.end > place.start) found.push({ ...place, kind, ...detail })
}

function frontFields(front: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of front.split('\n')) {
    const [, key, value] = /^(\w+):\s*(.+)$/.exec(line) ?? []
    if (key && value)
      fields.set(
        key.toLowerCase(),
        oneLine(value)
          .replace(/^(["'])(.*)\1$/, '$2')
          .slice(0, 1_000),
      )
  }
  return fields
}
