import type { getDocumentProxy } from 'unpdf'

import { cleanText } from '../clean-text.ts'
import type { Box, RunDirection } from '../reading.ts'

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>
type Matrix = readonly [number, number, number, number, number, number]

/**
 * A stretch of text as placed on a page: `size` is the height of its font in points, `box` its rectangle, `font` a name
 * that tells fonts of the document apart.
 */
export type PlacedText = { text: string; box: Box; size: number; direction: RunDirection; font: string }

/**
 * The texts of a page, the values of its form fields and its text boxes, in the order of the page's content, in displayed
 * coordinates: the page's rotation, crop box and unit are applied. White space alone is left out.
 */
export async function pageGlyphs(page: Page): Promise<PlacedText[]> {
  const viewport = page.getViewport({ scale: 1 })
  const toPage = matrixOf(viewport.transform)
  const placed: PlacedText[] = []
  if (!toPage) return placed
  const seen = new Set<string>()
  const content = await page.getTextContent()
  for (const item of content.items) {
    if (!('str' in item)) continue
    const text = cleanText(item.str).replace(/\s+/g, ' ')
    const own = matrixOf(item.transform)
    if (text.trim() === '' || !own) continue
    const vertical = item.dir === 'ttb'
    const placedText = {
      ...place(text, multiply(toPage, own), item.width, item.height, item.dir === 'rtl', vertical),
      font: item.fontName,
    }
    // Some programs draw a text twice at one place to make it bold, or its shadow beside it.
    const { x, y } = placedText.box
    const key = `${Math.round(x)} ${Math.round(y)} ${text}`
    if (seen.has(key) || !onPage(placedText.box, viewport.width, viewport.height)) continue
    seen.add(key)
    placed.push(placedText)
  }
  for (const field of await fieldValues(page)) {
    const box = boundingBox(toPage, field.rect)
    placed.push({ text: field.text, box, size: Math.min(box.height, 12), direction: 'right', font: '' })
  }
  return placed
}

// pdf.js gives the baseline's origin, the advance along it and the font's height; the box reaches from a fifth
// below the baseline (descenders) to four fifths above it.
function place(
  text: string,
  matrix: Matrix,
  advance: number,
  fontHeight: number,
  leftwards: boolean,
  vertical: boolean,
): Omit<PlacedText, 'font'> {
  const [a, b, c, d, x, y] = matrix
  const alongLength = Math.hypot(a, b) || 1
  const upLength = Math.hypot(c, d) || 1
  const along: [number, number] = [a / alongLength, b / alongLength]
  const up: [number, number] = [c / upLength, d / upLength]
  const size = fontHeight > 0 ? fontHeight : upLength
  const corners: [number, number][] = []
  for (const t of vertical ? [-size / 2, size / 2] : [0, advance]) {
    for (const u of vertical ? [0, -Math.max(fontHeight, advance)] : [-0.2 * size, 0.8 * size]) {
      corners.push([x + along[0] * t + up[0] * u, y + along[1] * t + up[1] * u])
    }
  }
  const direction = vertical ? 'down' : heading(along, leftwards)
  return { text, box: around(corners), size: vertical ? upLength : size, direction }
}

function heading([x, y]: [number, number], leftwards: boolean): RunDirection {
  if (Math.abs(x) >= Math.abs(y)) return x >= 0 !== leftwards ? 'right' : 'left'
  return y >= 0 !== leftwards ? 'down' : 'up'
}

async function fieldValues(page: Page): Promise<{ text: string; rect: number[] }[]> {
  const found: { text: string; rect: number[] }[] = []
  const annotations: unknown[] = await page.getAnnotations().catch(() => [])
  for (const annotation of annotations) {
    if (!annotation || typeof annotation !== 'object' || !('rect' in annotation)) continue
    if ('hidden' in annotation && annotation.hidden === true) continue
    const text = cleanText(valueOf(annotation))
    const rect = Array.isArray(annotation.rect) ? annotation.rect.filter((n) => typeof n === 'number') : []
    if (text.trim() !== '' && rect.length === 4) found.push({ text: text.replace(/\s+/g, ' ').trim(), rect })
  }
  return found
}

// The value of a text or choice field, or the words of a text box laid over the page.
function valueOf(annotation: object): string {
  if ('subtype' in annotation && annotation.subtype === 'FreeText' && 'contentsObj' in annotation) {
    const contents = annotation.contentsObj
    return contents && typeof contents === 'object' && 'str' in contents ? String(contents.str) : ''
  }
  if (!('fieldType' in annotation) || !('fieldValue' in annotation)) return ''
  if (annotation.fieldType !== 'Tx' && annotation.fieldType !== 'Ch') return ''
  const value: unknown = annotation.fieldValue
  return Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : ''
}

function boundingBox([a, b, c, d, e, f]: Matrix, [x1 = 0, y1 = 0, x2 = 0, y2 = 0]: number[]): Box {
  const at = (x: number, y: number): [number, number] => [a * x + c * y + e, b * x + d * y + f]
  return around([at(x1, y1), at(x2, y2)])
}

function around(corners: [number, number][]): Box {
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  const x = Math.min(...xs)
  const y = Math.min(...ys)
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

function multiply([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}

function matrixOf(values: unknown): Matrix | undefined {
  if (!Array.isArray(values)) return undefined
  const [a, b, c, d, e, f] = values.map((value) => (Number.isFinite(value) ? Number(value) : Number.NaN))
  if (a === undefined || b === undefined || c === undefined) return undefined
  if (d === undefined || e === undefined || f === undefined) return undefined
  const matrix: Matrix = [a, b, c, d, e, f]
  return matrix.some((value) => Number.isNaN(value)) ? undefined : matrix
}

// Text placed wholly outside of the page is not seen by anyone who reads it.
function onPage(box: Box, width: number, height: number): boolean {
  return box.x < width && box.y < height && box.x + box.width > 0 && box.y + box.height > 0
}
