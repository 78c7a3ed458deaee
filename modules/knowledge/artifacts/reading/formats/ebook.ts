import { ReadingError } from '../reading-error.ts'
import type { Format, Reading, Source } from '../reading.ts'
import { oneLine } from '../clean-text.ts'
import { TextWriter } from '../text-writer.ts'
import { listZip, unzip } from '../zip-archive.ts'
import { writeHtml } from './html-blocks.ts'
import { firstWithin, innerText, parseXml, within, xmlText } from './xml-tree.ts'

/** Reads an e-book (EPUB): its chapters in the order of its spine. */
export async function readEbook(source: Source, format: Format): Promise<Reading> {
  const { maxUnzippedBytes, maxTextChars } = source.limits
  const entries = listZip(source.bytes, maxUnzippedBytes)
  const files = unzip(source.bytes, entries, maxUnzippedBytes, (name) => /\.(?:xml|opf|x?html?)$/i.test(name))
  const container = files.get('META-INF/container.xml')
  if (files.has('META-INF/encryption.xml')) throw new ReadingError('encrypted')
  const path = container && firstWithin(parseXml(container), 'rootfile')?.attributes['full-path']
  const opf = path === undefined ? undefined : files.get(path)
  if (path === undefined || !opf) throw new ReadingError('damaged')
  const book = parseXml(opf)
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const hrefs = new Map(
    [...within(book, 'item')].map(({ attributes }) => [attributes['id'], attributes['href']]),
  )
  const writer = new TextWriter(maxTextChars)
  for (const { attributes } of within(book, 'itemref')) {
    const chapter = files.get(folder + decodeURI(hrefs.get(attributes['idref']) ?? ''))
    if (chapter) writeHtml(xmlText(chapter), writer)
  }
  if (writer.length === 0) throw new ReadingError('empty')
  const said = (name: string): string => {
    const element = firstWithin(book, name)
    return element ? oneLine(innerText(element)).slice(0, 1_000) : ''
  }
  return {
    text: writer.text,
    blocks: writer.blocks,
    ...(said('title') ? { title: said('title') } : {}),
    ...(said('language') ? { language: said('language') } : {}),
    metadata: said('creator') ? { author: said('creator') } : {},
    attachments: [],
    format,
  }
}
