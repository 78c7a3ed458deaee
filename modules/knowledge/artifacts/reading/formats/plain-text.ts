import { cleanText } from '../clean-text.ts'
import { decodeText } from '../decode-text.ts'
import { ReadingError } from '../reading-error.ts'
import type { Block, Format, Reading, Source } from '../reading.ts'
import { tooMuchText } from '../text-writer.ts'
import { runningLines } from './text-running.ts'

/**
 * Reads plain text: the text as it stands, a paragraph for each stretch between empty lines, and what recurs at the
 * ends of its pages as running lines. A form feed is the end of a line.
 */
export async function readPlainText(source: Source, format: Format): Promise<Reading> {
  const { text: raw, encoding } = decodeText(source.bytes)
  const { text, breaks } = pagesOf(raw)
  if (text.trim() === '') throw new ReadingError('empty')
  if (text.length > source.limits.maxTextChars) throw tooMuchText(source.limits.maxTextChars)
  const blocks = textBlocks(text, 0, runningLines(text, breaks))
  return { text, blocks, metadata: { encoding }, attachments: [], format }
}

/** The text without form feeds, and where they stood. */
function pagesOf(raw: string): { text: string; breaks: number[] } {
  const breaks: number[] = []
  let text = ''
  for (const page of raw.split('\f')) {
    if (text !== '') {
      if (!text.endsWith('\n')) text += '\n'
      breaks.push(text.length)
    }
    text += cleanText(page)
  }
  return { text, breaks }
}

/**
 * Blocks of plain text: paragraphs between empty lines, lines quoted with `>` as quotes, lines that begin with
 * a bullet or a number as list items. `from` is where the text to be cut begins, `running` are lines that stand for
 * themselves.
 */
export function textBlocks(
  text: string,
  from = 0,
  running: readonly Pick<Block, 'start' | 'end'>[] = [],
): Block[] {
  const apart = new Set(running.map(({ end }) => end))
  const blocks: Block[] = []
  let open: Block | undefined
  for (const { start, end } of lines(text, from)) {
    const line = text.slice(start, end)
    const kind = apart.has(end) ? 'running' : lineKind(line)
    if (kind === undefined) {
      open = undefined
    } else if (
      open &&
      kind !== 'list-item' &&
      kind !== 'running' &&
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
