import { Parser } from 'htmlparser2'

import { decodeText } from '../decode-text.ts'
import { nestedTooDeeply, ReadingError } from '../reading-error.ts'

/** An element of an XML file: its name without prefix, its attributes with theirs, and what it holds, in order. */
export type XmlElement = {
  name: string
  attributes: Record<string, string>
  children: (XmlElement | string)[]
}

const mostElements = 2_000_000

/** Elements that may lie inside each other; the parser's work grows with the square of the depth. */
export const deepestNesting = 10_000

/**
 * Parses XML into a tree; nothing is fetched and no entity but XML's own five and numbers is expanded. Never fails on
 * malformed input: what can be understood of it is kept. Throws `too-large` beyond two million elements and `damaged`
 * beyond ten thousand inside each other.
 */
export function parseXml(bytes: Uint8Array): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [] }
  const open = [root]
  let count = 0
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if ((count += 1) > mostElements) throw new ReadingError('too-large')
        const element: XmlElement = { name: localName(name), attributes, children: [] }
        open.at(-1)?.children.push(element)
        open.push(element)
        if (open.length > deepestNesting) throw nestedTooDeeply()
      },
      ontext: (text) => {
        open.at(-1)?.children.push(text)
      },
      onclosetag: () => {
        if (open.length > 1) open.pop()
      },
    },
    { xmlMode: true },
  )
  parser.end(xmlText(bytes))
  return root
}

/** The text of an XML file, in the encoding that it declares where it is not Unicode. */
export function xmlText(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString('latin1')
  return decodeText(bytes, /^<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1]).text
}

/** A name without its prefix: `a:tbl` is `tbl`. */
export function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1)
}

/** The elements below one, in the order of the document, that bear one of these names; none inside of a found one. */
export function* within(element: XmlElement, ...names: string[]): Generator<XmlElement> {
  // A stack of one's own: depth of nesting in a file must not be depth of calls.
  const waiting = element.children.toReversed()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string') continue
    if (names.includes(next.name)) yield next
    else for (const child of next.children.toReversed()) waiting.push(child)
  }
}

/** The first element below one that bears one of these names. */
export function firstWithin(element: XmlElement, ...names: string[]): XmlElement | undefined {
  for (const found of within(element, ...names)) return found
  return undefined
}

/** The elements directly below one. */
export function elementsOf(element: XmlElement): XmlElement[] {
  return element.children.filter((child) => typeof child !== 'string')
}

/** All text inside of an element. */
export function innerText(element: XmlElement): string {
  const parts: string[] = []
  const waiting = element.children.toReversed()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string') parts.push(next)
    else for (const child of next.children.toReversed()) waiting.push(child)
  }
  return parts.join('')
}
