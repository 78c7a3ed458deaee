import type { ExtractionSource, Span } from '../source.ts'

/** A source whose repeated page headers, footers and page numbers are blank, and where they stood. */
export type QuietSource = { source: ExtractionSource; blanks: readonly Span[] }

/**
 * Blanks the running lines that say nothing new: page numbers, and headers and footers after their first time, where
 * numbers may differ. The text keeps its length, so that offsets hold; what the first page's letterhead says can still
 * be found, once.
 */
export function quiet(source: ExtractionSource): QuietSource {
  const { text } = source
  const seen = new Set<string>()
  const blanks = source.blocks
    .filter(({ kind }) => kind === 'running')
    .toSorted((a, b) => a.start - b.start)
    .filter(({ start, end }) => {
      const key = text.slice(start, end).replace(/\d+/g, '#').replace(/\s+/g, ' ').trim().toLowerCase()
      return PAGE_NUMBER.test(key) || seen.has(key) || !seen.add(key)
    })
    .map(({ start, end }) => ({ start, end }))
  return blanks.length === 0
    ? { source, blanks }
    : { source: { ...source, text: blanked(text, blanks) }, blanks }
}

/** "3", "Page 3 of 10", "- 3 -", with numbers written as `#`. */
const PAGE_NUMBER =
  /^[^\p{L}]*(?:page|p\.|seite|página|pagina)?\s*#[^\p{L}]*(?:(?:of|von|de|di|van)\s*#)?[^\p{L}]*$/u

function blanked(text: string, blanks: readonly Span[]): string {
  const parts: string[] = []
  let at = 0
  for (const { start, end } of blanks) {
    parts.push(
      text.slice(at, Math.max(at, start)),
      text.slice(Math.max(at, start), end).replace(/[^\n]/g, ' '),
    )
    at = Math.max(at, end)
  }
  return parts.join('') + text.slice(at)
}

/** Whether words reach into a blank, so that what was found is not what the source says there. */
export const isBroken = ({ start, end }: Span, blanks: readonly Span[]): boolean =>
  blanks.some((blank) => blank.start < end && blank.end > start)
