import { oneLine } from '../clean-text.ts'
import { ReadingError } from '../reading-error.ts'
import type { Format, Reading, Source } from '../reading.ts'
import { TextWriter } from '../text-writer.ts'
import { elementsOf, innerText, parseXml, type XmlElement } from './xml-tree.ts'

const deepestHeading = 6

/**
 * Reads XML of any vocabulary: elements that hold text as lines of name and value (with their attributes), elements
 * that hold others as headings, text with marks in it as paragraphs. Entities that a file declares are not expanded,
 * nothing is fetched.
 */
export async function readXml(source: Source, format: Format): Promise<Reading> {
  const tree = parseXml(source.bytes)
  const writer = new TextWriter(source.limits.maxTextChars)
  const [root] = elementsOf(tree)
  if (!root) throw new ReadingError('damaged')
  writeTree(root, writer)
  if (writer.length === 0) throw new ReadingError('empty')
  return { text: writer.text, blocks: writer.blocks, metadata: { root: root.name }, attachments: [], format }
}

function writeTree(root: XmlElement, writer: TextWriter): void {
  const waiting: { element: XmlElement; depth: number }[] = [{ element: root, depth: 0 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { element, depth } = next
    const children = elementsOf(element)
    if (children.length === 0) writeLeaf(element, writer)
    else if (element.children.some((child) => typeof child === 'string' && child.trim() !== ''))
      writer.block('paragraph', oneLine(innerText(element)))
    else {
      if (depth > 0) writer.block('heading', element.name, { level: Math.min(deepestHeading, depth) })
      for (const [name, value] of attributesOf(element)) writer.block('list-item', `${name}: ${value}`)
      for (const child of children.toReversed()) waiting.push({ element: child, depth: depth + 1 })
    }
  }
}

function writeLeaf(element: XmlElement, writer: TextWriter): void {
  const text = oneLine(innerText(element))
  const attributes = attributesOf(element).map(([name, value]) => `${name} ${value}`)
  if (text === '' && attributes.length === 0) return
  const note = attributes.length > 0 ? ` (${attributes.join(', ')})` : ''
  writer.block('list-item', text === '' ? `${element.name}${note}` : `${element.name}: ${text}${note}`)
}

// Declarations of namespaces and places of schemas speak to machines alone.
function attributesOf({ attributes }: XmlElement): [string, string][] {
  return Object.entries(attributes)
    .filter(([name]) => !/^(?:xmlns(?::|$)|xsi:|xml:)/.test(name))
    .map(([name, value]): [string, string] => [name, oneLine(value)])
    .filter(([, value]) => value !== '')
}
