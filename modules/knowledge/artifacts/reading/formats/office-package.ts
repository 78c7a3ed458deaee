import { Parser } from 'htmlparser2'

import { oneLine } from '../clean-text.ts'
import { isoDate } from '../iso-date.ts'
import type { Attachment, Reading } from '../reading.ts'
import { innerText, parseXml, within } from './xml-tree.ts'

type Facts = Pick<Reading, 'metadata'> & Partial<Pick<Reading, 'title' | 'language' | 'documentDate'>>

const properties = new Set([
  'title',
  'subject',
  'creator',
  'description',
  'keywords',
  'language',
  'created',
  'modified',
])

/** What an Office Open XML package says of itself (core properties, ECMA-376 part 2). */
export function officeFacts(files: Map<string, Uint8Array>): Facts {
  const facts: Facts = { metadata: {} }
  for (const [name, value] of readProperties(files.get('docProps/core.xml'))) {
    if (name === 'title') facts.title = value
    else if (name === 'language') facts.language = value
    else if (name === 'created' || name === 'modified') {
      const date = isoDate(value)
      if (date) facts.metadata[name] = date
    } else facts.metadata[name === 'creator' ? 'author' : name] = value
  }
  const date = facts.metadata['modified'] ?? facts.metadata['created']
  if (date) facts.documentDate = date
  return facts
}

/** The ordinary files embedded in a package; objects of other programs in their own wrapping are left out. */
export function embeddedFiles(files: Map<string, Uint8Array>): Attachment[] {
  const found: Attachment[] = []
  for (const [path, bytes] of files) {
    const filename = /^(?:word|xl|ppt)\/embeddings\/([^/]+\.(?:docx|xlsx|xlsm|pptx|pdf|txt|csv|eml))$/i.exec(
      path,
    )?.[1]
    if (filename)
      found.push({ filename, mediaType: 'application/octet-stream', bytes: new Uint8Array(bytes) })
  }
  return found
}

/** The paragraphs of drawings and diagrams (text boxes, SmartArt, titles of charts) in these parts of a package, in order. */
export function drawnTexts(files: ReadonlyMap<string, Uint8Array>, parts: RegExp): string[] {
  const found: string[] = []
  for (const path of [...files.keys()].filter((name) => parts.test(name)).toSorted()) {
    const xml = files.get(path)
    for (const paragraph of xml ? within(parseXml(xml), 'p') : []) {
      const words = oneLine([...within(paragraph, 't')].map(innerText).join(''))
      if (words !== '') found.push(words)
    }
  }
  return found
}

function readProperties(xml: Uint8Array | undefined): Map<string, string> {
  const found = new Map<string, string>()
  if (!xml) return found
  let open: { name: string; text: string } | undefined
  const parser = new Parser(
    {
      onopentag: (name) => {
        const local = name.replace(/^.*:/, '')
        open = properties.has(local) ? { name: local, text: '' } : undefined
      },
      ontext: (text) => {
        if (open) open.text += text
      },
      onclosetag: () => {
        const value = open ? oneLine(open.text).slice(0, 1_000) : ''
        if (open && value !== '') found.set(open.name, value)
        open = undefined
      },
    },
    { xmlMode: true },
  )
  parser.end(new TextDecoder().decode(xml))
  return found
}
