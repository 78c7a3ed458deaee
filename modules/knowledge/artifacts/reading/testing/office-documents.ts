import { utils, write } from 'cfb'

import { zipOf } from './documents.ts'

const namespaces =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

const shape = (placeholder: string, paragraphs: string[]): string =>
  `<p:sp><p:nvSpPr><p:nvPr><p:ph type="${placeholder}"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="914400" y="457200"/><a:ext cx="1828800" cy="914400"/></a:xfrm></p:spPr>` +
  `<p:txBody>${paragraphs.map((text) => `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`).join('')}</p:txBody></p:sp>`

const table = (rows: string[][]): string =>
  `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="Prices"/></p:nvGraphicFramePr><a:graphic><a:graphicData><a:tbl>${rows
    .map(
      (row) =>
        `<a:tr>${row.map((text) => `<a:tc><a:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:txBody></a:tc>`).join('')}</a:tr>`,
    )
    .join('')}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`

/** A presentation with one slide for each entry: footer first in the file, then body, table and title. */
export function presentationOf(
  slides: { title: string; bullets: string[]; rows?: string[][]; footer?: string; notes?: string }[],
): Uint8Array {
  const files: Record<string, string> = {
    'ppt/presentation.xml': `<p:presentation ${namespaces}><p:sldIdLst>${slides
      .map((_slide, index) => `<p:sldId id="${256 + index}" r:id="rId${index + 1}"/>`)
      .join('')}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': `<Relationships>${slides
      .map(
        (_slide, index) =>
          `<Relationship Id="rId${index + 1}" Type="x/slide" Target="slides/slide${index + 1}.xml"/>`,
      )
      .join('')}</Relationships>`,
  }
  for (const [index, { title, bullets, rows, footer, notes }] of slides.entries()) {
    const shapes = [
      footer ? shape('ftr', [footer]) : '',
      shape('body', bullets),
      rows ? table(rows) : '',
      shape('title', [title]),
    ]
    files[`ppt/slides/slide${index + 1}.xml`] =
      `<p:sld ${namespaces}><p:cSld><p:spTree>${shapes.join('')}</p:spTree></p:cSld></p:sld>`
    if (notes === undefined) continue
    files[`ppt/slides/_rels/slide${index + 1}.xml.rels`] =
      `<Relationships><Relationship Id="n" Type="x/notesSlide" Target="../notesSlides/n${index + 1}.xml"/></Relationships>`
    files[`ppt/notesSlides/n${index + 1}.xml`] = `<p:notes ${namespaces}>${shape('body', [notes])}</p:notes>`
  }
  return zipOf(files)
}

/** An OpenDocument file of the kind (`text`, `presentation`) with this XML in its body. */
export const openDocumentOf = (kind: string, body: string, more: Record<string, string> = {}): Uint8Array =>
  zipOf({
    mimetype: `application/vnd.oasis.opendocument.${kind}`,
    'content.xml': `<?xml version="1.0"?><office:document-content><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`,
    ...more,
  })

/** A compound file with these streams. */
export function compoundFileOf(streams: Record<string, Uint8Array>): Uint8Array {
  const file = utils.cfb_new()
  for (const [name, content] of Object.entries(streams)) utils.cfb_add(file, name, Buffer.from(content))
  const bytes = write(file, { type: 'buffer' })
  if (!(bytes instanceof Uint8Array)) throw new Error('A compound file is written as bytes.')
  return Uint8Array.from(bytes)
}

/** A record of a PPT stream (MS-PPT 2.3.1). */
export function pptRecord(type: number, body: Uint8Array, instance = 0): Uint8Array {
  const header = Buffer.alloc(8)
  header.writeUInt16LE((instance << 4) | 0x0f, 0)
  header.writeUInt16LE(type, 2)
  header.writeUInt32LE(body.length, 4)
  return Buffer.concat([header, body])
}

/** An Outlook message with these properties, numbers of properties (MS-OXPROPS) as hexadecimal digits. */
export function outlookMessageOf(properties: Record<string, string>): Uint8Array {
  const streams: Record<string, Uint8Array> = { '__properties_version1.0': Buffer.alloc(32) }
  for (const [tag, text] of Object.entries(properties))
    streams[`__substg1.0_${tag}001F`] = Buffer.from(text, 'utf16le')
  return compoundFileOf(streams)
}
