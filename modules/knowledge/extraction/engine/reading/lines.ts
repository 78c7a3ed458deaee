import type { Span } from '../source.ts'

/** The non-blank lines of a stretch of text, each trimmed of surrounding white space. */
export function linesOf(text: string, within: Span = { start: 0, end: text.length }): Span[] {
  const lines: Span[] = []
  let at = within.start
  while (at < within.end) {
    const newline = text.indexOf('\n', at)
    const end = newline === -1 || newline > within.end ? within.end : newline
    const line = trimmed(text, { start: at, end })
    if (line.end > line.start) lines.push(line)
    at = end + 1
  }
  return lines
}

/** The span without white space at its ends. */
export function trimmed(text: string, { start, end }: Span): Span {
  while (start < end && isSpace(text.charCodeAt(start))) start++
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return { start, end }
}

/** Whether a UTF-16 unit is white space. */
export function isSpace(unit: number): boolean {
  return (
    unit === 32 ||
    (unit >= 9 && unit <= 13) ||
    unit === 0xa0 ||
    unit === 0xfeff ||
    unit === 0x3000 ||
    (unit >= 0x2000 && unit <= 0x200b) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f
  )
}
