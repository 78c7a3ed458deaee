import { zipSync } from 'fflate'
import mammoth from 'mammoth'

import { bareFilename } from '../clean-text.ts'
import { ReadingError } from '../reading-error.ts'
import type { Format, Reading, Source } from '../reading.ts'
import { TextWriter } from '../text-writer.ts'
import { listZip, unzip } from '../zip-archive.ts'
import { writeHtml } from './html-blocks.ts'
import { drawnTexts, embeddedFiles, officeFacts } from './office-package.ts'

/**
 * Reads a Word document (DOCX): headings with their level, paragraphs, lists, tables with the addresses of their
 * cells, footnotes, endnotes, comments and diagrams at the end, headers and footers as running lines, and the files embedded in it. The archive is unpacked here
 * under limits and handed on repacked without compression, so that no parser inflates what was not measured.
 */
export async function readDocx(source: Source, format: Format): Promise<Reading> {
  const { maxUnzippedBytes, maxTextChars } = source.limits
  const entries = listZip(source.bytes, maxUnzippedBytes)
  const files = unzip(source.bytes, entries, maxUnzippedBytes, (name) => !/^word\/media\//i.test(name))
  const clean = zipSync(Object.fromEntries(files), { level: 0 })
  const writer = new TextWriter(maxTextChars)
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(clean.buffer, clean.byteOffset, clean.byteLength) },
      {
        styleMap: ['comment-reference => sup', "p[style-name='Quote'] => blockquote:fresh", 'u => '],
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
      },
    )
    writeHtml(value, writer)
    for (const words of drawnTexts(files, /^word\/(?:diagrams\/data|charts\/chart)[^/]*\.xml$/))
      writer.block('paragraph', words)
    for (const words of new Set(drawnTexts(files, /^word\/(?:header|footer)\d*\.xml$/)))
      writer.block('running', words)
  } catch (error) {
    if (error instanceof ReadingError || error instanceof RangeError) throw error
    throw new ReadingError('damaged', undefined, { cause: error })
  }
  const attachments = embeddedFiles(files).map((file) => ({
    ...file,
    filename: bareFilename(file.filename, 'embedded'),
  }))
  if (writer.length === 0 && attachments.length === 0) throw new ReadingError('empty')
  return { text: writer.text, blocks: writer.blocks, ...officeFacts(files), attachments, format }
}
