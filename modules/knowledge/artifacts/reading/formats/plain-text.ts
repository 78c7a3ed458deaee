import { cleanText } from '../clean-text.ts'
import { decodeText } from '../decode-text.ts'
import { ReadingError } from '../reading-error.ts'
import type { Block, Format, Reading, Source } from '../reading.ts'
import { tooMuchText } from '../text-writer.ts'

/** Reads plain text: the text as it stands, a paragraph for each stretch between empty lines. */
export async function readPlainText(source: Source, format: Format): Promise<Reading> {
  const { text: raw, encoding } = decodeText(source.bytes)
  const text = cleanText(raw)
  if (text.trim() === '') throw new ReadingError('empty')
  if (text.length > source.limits.maxTextChars) throw tooMuchText(source.limits.maxTextChars)
  return { text, blocks: textBlocks(text), metadata: { encoding }, attachments: [], format }
}

/**
 * Blocks of plain text: paragraphs between empty lines, lines quoted with `>` as quotes, lines that begin with
 * a bullet or a number as list items. `from` is where the text to be cut begins.
 */
export function textBlocks(text: string, from = 0): Block[] {
  const blocks: Block[] = []
  let open: Block | undefined
  for (const { start, end } of lines(text, from)) {
    const line = text.slice(start, end)
    const kind = lineKind(line)
    if (kind === undefined) {
      open = undefined
    } else if (
      open &&
      kind !== 'list-item' &&
      (open.kind === kind || (open.kind === 'list-item' && /^\s/.test(line)))
    ) {
      open.end = end
    } else {
      open = { start: start + line.search(/\S/), end, kind }
      blocks.push(open)
    }
  }
  return blocks
}

function lineKind(line: string): 'paragraph' | 'quote' | 'list-item' | undefined {
  if (line.trim() === '') return undefined
  if (/^\s*>/.test(line)) return 'quote'
  return /^\s*(?:[-*•–·]|\(?\d{1,3}[.)]|[a-z]\))\s+\S/.test(line) ? 'list-item' : 'paragraph'
}

/** The lines of a text from an offset on, each without its line end and without white space at its end. */
function* lines(text: string, from: number): Generator<{ start: number; end: number }> {
  let start = from
  while (start <= text.length) {
    const newline = text.indexOf('\n', start)
    const stop = newline === -1 ? text.length : newline
    yield { start, end: start + text.slice(start, stop).trimEnd().length }
    if (newline === -1) return
    start = newline + 1
  }
}
