import type { Block, Span } from '../source.ts'
import { linesOf } from './lines.ts'

const HEADING = /^(#{1,6})\s+\S/
const ITEM = /^(?:[-*+•◦▪–]|\(?\d{1,2}[.)]|\(?[a-z][.)]|\[[ xX]\])\s+\S/
const ROW = /^\|.*\|$|\S\t+\S/
const MAIL = /^(?:From|To|Cc|Bcc|Subject|Date|Sent|Reply-To|Von|An|Betreff):\s+\S/
const FENCE = /^(?:```|~~~)/

/**
 * Blocks for text that no reader has divided: Markdown and plain-text habits (hash headings, underlined headings,
 * bullets, piped rows, fenced code, mail headers), else paragraphs ending at blank lines.
 */
export function layOut(text: string, within: Span): Block[] {
  const blocks: Block[] = []
  let fenced = false
  const frontEnd = frontMatterEnd(text, within)
  let previousEnd = within.start
  for (const line of linesOf(text, within)) {
    const words = text.slice(line.start, line.end)
    const fence = FENCE.test(words)
    if (line.start < frontEnd) {
      blocks.push({ ...line, kind: 'mail-header' })
      previousEnd = line.end
      continue
    }
    const kind = fenced || fence ? 'code' : kindOf(words)
    if (fence) fenced = !fenced
    const open = blocks.at(-1)
    const adjacent = open !== undefined && !hasBlankLine(text, previousEnd, line.start)
    previousEnd = line.end
    if (
      open &&
      adjacent &&
      kind === 'paragraph' &&
      /^(?:=+|-{3,})$/.test(words) &&
      open.kind === 'paragraph'
    ) {
      open.kind = 'heading'
      open.level = words.startsWith('=') ? 1 : 2
      continue
    }
    const continues =
      adjacent && kind === 'paragraph' && (open.kind === 'paragraph' || open.kind === 'list-item')
    if (open && (continues || (adjacent && kind === 'code' && open.kind === 'code'))) open.end = line.end
    else if (kind === 'heading') blocks.push({ ...line, kind, level: HEADING.exec(words)?.[1]?.length ?? 2 })
    else blocks.push({ ...line, kind })
  }
  return blocks.map((block) => (isLoneTitle(text, block) ? { ...block, kind: 'heading', level: 3 } : block))
}

/** Where front matter ends that opens a text between two rules of three dashes; 0 where there is none. */
function frontMatterEnd(text: string, { start }: Span): number {
  if (start !== 0 || !/^\uFEFF?---[ \t]*\r?\n/.test(text)) return 0
  const close = /\n---[ \t]*(?=\r?\n|$)/.exec(text.slice(3, 8_000))
  return close ? 3 + close.index + close[0].length : 0
}

function kindOf(words: string): Block['kind'] {
  if (HEADING.test(words)) return 'heading'
  if (ROW.test(words)) return 'table-row'
  if (ITEM.test(words)) return 'list-item'
  if (MAIL.test(words)) return 'mail-header'
  if (words.startsWith('>')) return 'quote'
  return 'paragraph'
}

/** "Risks", "Action items:" or "DECISIONS" standing alone between blank lines is a heading without a mark. */
function isLoneTitle(text: string, block: Block): boolean {
  if (block.kind !== 'paragraph' || block.end - block.start > 60) return false
  const words = text.slice(block.start, block.end)
  if (words.includes('\n')) return false
  return (
    /^(?:\d+(?:\.\d+)*\.?\s+)?\p{Lu}[^.!?;,]*:?$/u.test(words) &&
    words.split(/\s+/).length <= 6 &&
    !/:\s/.test(words)
  )
}

function hasBlankLine(text: string, from: number, to: number): boolean {
  let newlines = 0
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === 10 && ++newlines > 1) return true
  return false
}
