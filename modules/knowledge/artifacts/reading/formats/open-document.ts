import { Parser } from 'htmlparser2'

import { oneLine } from '../clean-text.ts'
import { isoDate } from '../iso-date.ts'
import { nestedTooDeeply, ReadingError } from '../reading-error.ts'
import type { Format, Reading, Source } from '../reading.ts'
import { TextWriter } from '../text-writer.ts'
import { listZip, unzip } from '../zip-archive.ts'
import { HtmlWalk } from './html-blocks.ts'
import { deepestNesting, firstWithin, innerText, parseXml, within, xmlText } from './xml-tree.ts'

/**
 * Reads an OpenDocument text or presentation (ODT, ODP; also templates): headings with their level, paragraphs, lists,
 * tables with the addresses of their cells, notes and comments; slides as pages. Deleted text that is kept as a
 * tracked change is left out; headers and footers of pages are running lines.
 */
export async function readOpenDocument(source: Source, format: Format): Promise<Reading> {
  const { maxUnzippedBytes, maxTextChars } = source.limits
  const entries = listZip(source.bytes, maxUnzippedBytes)
  const files = unzip(source.bytes, entries, maxUnzippedBytes, (name) => name.endsWith('.xml'))
  const manifest = files.get('META-INF/manifest.xml')
  if (manifest && firstWithin(parseXml(manifest), 'encryption-data')) throw new ReadingError('encrypted')
  const content = files.get('content.xml')
  if (!content) throw new ReadingError('damaged')
  const writer = new TextWriter(maxTextChars)
  const pages = writeContent(xmlText(content), writer)
  writeRunning(files.get('styles.xml'), writer)
  if (writer.length === 0) throw new ReadingError('empty')
  return {
    text: writer.text,
    blocks: writer.blocks,
    ...factsOf(files.get('meta.xml')),
    attachments: [],
    format,
    ...(pages > 0
      ? {
          pages: Array.from({ length: pages }, (_page, index) => ({
            number: index + 1,
            width: 720,
            height: 540,
          })),
        }
      : {}),
  }
}

const asHtml: Readonly<Record<string, string>> = {
  'text:p': 'p',
  'text:list': 'ul',
  'text:list-item': 'li',
  'table:table': 'table',
  'table:table-row': 'tr',
  'table:table-cell': 'td',
  'table:covered-table-cell': 'td',
  'text:line-break': 'br',
  'text:note-body': 'aside',
  'draw:text-box': 'div',
  'draw:frame': 'div',
  'svg:title': 'template',
  'svg:desc': 'template',
  'text:tracked-changes': 'template',
  'text:note-citation': 'template',
  'office:forms': 'template',
  'dc:date': 'template',
  'dc:creator': 'template',
  'office:annotation': 'aside',
  'presentation:notes': 'section',
}

/** Writes the body as the page of the same elements would be; returns the number of slides. */
function writeContent(xml: string, writer: TextWriter): number {
  const walk = new HtmlWalk(writer)
  const open: string[] = []
  let pages = 0
  let inBody = false
  let titleFrame = -1
  let written = 0
  const endPage = (): void => {
    walk.flush()
    if (pages > 0) for (const block of writer.blocks.slice(written)) block.page = pages
    written = writer.blocks.length
  }
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (name === 'office:body') inBody = true
        if (!inBody) return
        if (name === 'draw:page') {
          endPage()
          pages += 1
        }
        if (name === 'draw:frame' && attributes['presentation:class'] === 'title') titleFrame = open.length
        const tag = tagOf(name, attributes, titleFrame >= 0)
        open.push(tag)
        if (open.length > deepestNesting) throw nestedTooDeeply()
        if (name === 'text:s') walk.text(' '.repeat(Math.min(100, Number(attributes['text:c'] ?? 1) || 1)))
        else if (name === 'text:tab') walk.text('\t')
        else if (tag !== '') walk.open(tag, repeated(attributes))
      },
      ontext: (text) => {
        if (inBody) walk.text(text)
      },
      onclosetag: () => {
        const tag = open.pop()
        if (titleFrame === open.length) titleFrame = -1
        if (tag !== undefined && tag !== '') walk.close(tag)
      },
    },
    { xmlMode: true },
  )
  parser.end(xml)
  endPage()
  return pages
}

function tagOf(name: string, attributes: Record<string, string>, inTitle: boolean): string {
  if (name === 'text:h')
    return `h${Math.min(6, Math.max(1, Number(attributes['text:outline-level'] ?? 1) || 1))}`
  if (inTitle && name === 'text:p') return 'h2'
  return asHtml[name] ?? ''
}

// Empty cells are written once with a count; the walk knows it as a span.
function repeated(attributes: Record<string, string>): Record<string, string> {
  const count = attributes['table:number-columns-repeated']
  return count === undefined ? {} : { colspan: count }
}

function writeRunning(styles: Uint8Array | undefined, writer: TextWriter): void {
  if (!styles) return
  const seen = new Set<string>()
  const tree = parseXml(styles)
  const frames = [...within(tree, 'frame')].filter(({ attributes }) =>
    /^(?:header|footer)$/.test(attributes['presentation:class'] ?? ''),
  )
  for (const part of [...within(tree, 'header', 'footer'), ...frames])
    for (const paragraph of within(part, 'p', 'h')) {
      const words = oneLine(innerText(paragraph))
      if (!seen.has(words)) writer.block('running', words)
      seen.add(words)
    }
}

function factsOf(
  meta: Uint8Array | undefined,
): Pick<Reading, 'metadata' | 'title' | 'language' | 'documentDate'> {
  const metadata: Record<string, string> = {}
  if (!meta) return { metadata }
  const tree = parseXml(meta)
  const said = (name: string): string => {
    const element = firstWithin(tree, name)
    return element ? oneLine(innerText(element)).slice(0, 1_000) : ''
  }
  for (const [key, name] of [
    ['author', 'creator'],
    ['subject', 'subject'],
    ['description', 'description'],
    ['keywords', 'keyword'],
  ] as const)
    if (said(name) !== '') metadata[key] = said(name)
  const [created, modified] = [
    isoDate(said('creation-date').slice(0, 19)),
    isoDate(said('date').slice(0, 19)),
  ]
  if (created) metadata['created'] = created
  if (modified) metadata['modified'] = modified
  const date = modified ?? created
  return {
    metadata,
    ...(said('title') ? { title: said('title') } : {}),
    ...(said('language') ? { language: said('language') } : {}),
    ...(date ? { documentDate: date } : {}),
  }
}
