import { oneLine } from '../clean-text.ts'
import type { PlacedText } from './pdf-glyphs.ts'
import type { Line } from './pdf-order.ts'

/** What most letters of a document are set in: size in points, and the font's name inside of the document. */
export type BodyType = { size: number; font: string }

/** One entry of a document's outline (bookmarks), with the entries below it. */
export type OutlineEntry = { title: string; items: OutlineEntry[] }

/** The size and the font that most letters have; size 0 where there are none. */
export function bodyTypeOf(texts: Iterable<PlacedText>): BodyType {
  const sizes = new Map<number, number>()
  const fonts = new Map<string, number>()
  for (const { size, font, text } of texts) {
    const step = halfPoints(size)
    sizes.set(step, (sizes.get(step) ?? 0) + text.length)
    fonts.set(font, (fonts.get(font) ?? 0) + text.length)
  }
  const size = [...sizes].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0
  const font = [...fonts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? ''
  return { size, font }
}

/** Whether all of a line is set in another font than the body: bold, as a rule, or italic. */
export function standsOut(line: Line, body: BodyType): boolean {
  return line.segments.every(({ parts }) => parts.every(({ font }) => font !== body.font))
}

/** Tells the headings among a document's paragraphs, and their levels. */
export class HeadingFinder {
  readonly #body: BodyType
  readonly #large: number[]
  readonly #outline: ReadonlyMap<string, number>

  /** `texts`: everything that the document says; `outline`: its bookmarks, empty where it has none. */
  constructor(texts: Iterable<PlacedText>, body: BodyType, outline: readonly OutlineEntry[]) {
    this.#body = body
    const letters = new Map<number, number>()
    for (const { size, text } of texts) {
      const step = halfPoints(size)
      if (step >= body.size * 1.15) letters.set(step, (letters.get(step) ?? 0) + text.length)
    }
    this.#large = [...letters.keys()].toSorted((a, b) => b - a)
    this.#outline = new Map(levelsOf(outline, 1))
  }

  /**
   * The level of a heading (1 to 6), undefined for a text that is none. A heading is named by the outline, or is set
   * at least 15% larger than the body (the largest size is level 1), or is a short line of its own in another font
   * that reads like a title; those lie below all large ones, a numbered one as deep as its number.
   */
  levelOf(text: string, lines: readonly Line[]): number | undefined {
    const [first] = lines
    if (!first || text.length > 200 || !/\p{L}/u.test(text)) return undefined
    const named = this.#outline.get(titleKey(text))
    if (named !== undefined) return Math.min(6, named)
    const rank = this.#large.indexOf(halfPoints(first.size))
    if (rank !== -1) return Math.min(6, rank + 1)
    if (!this.#readsAsTitle(text, lines)) return undefined
    const depth = /^(\d{1,2}(?:\.\d{1,2})*)\.?\s/.exec(text)?.[1]?.split('.').length ?? 1
    return Math.min(6, Math.min(3, this.#large.length) + depth)
  }

  #readsAsTitle(text: string, lines: readonly Line[]): boolean {
    if (lines.length > 2 || text.length > 100 || /[.,;:!?]$/.test(text)) return false
    if (text.replace(/[^\d]/g, '').length > 0.25 * text.length) return false
    if (!/^(?:(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-Z])[.)]?\s+)?["“(]?\p{Lu}/u.test(text)) return false
    if (!lines.every((line) => line.segments.length === 1 && line.size >= 0.95 * this.#body.size))
      return false
    return text.split(/\s+/).length <= 12 && lines.every((line) => standsOut(line, this.#body))
  }
}

/** The key by which a title in the outline and a line on a page are the same. */
function titleKey(title: string): string {
  return oneLine(title).replace(/\s+/g, '').toLowerCase()
}

function* levelsOf(entries: readonly OutlineEntry[], level: number): Generator<[string, number]> {
  for (const { title, items } of entries) {
    const key = titleKey(title)
    if (key.length > 2) yield [key, level]
    if (level < 20) yield* levelsOf(items, level + 1)
  }
}

function halfPoints(size: number): number {
  return Math.round(size * 2) / 2
}
