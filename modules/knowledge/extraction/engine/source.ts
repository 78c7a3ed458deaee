import { z } from 'zod'

/** What a block of a document is, as its reader saw it. */
export const blockKind = z.enum([
  'heading',
  'paragraph',
  'list-item',
  'table-row',
  'cell',
  'code',
  'quote',
  'mail-header',
  'running',
])
/** One of the kinds of block. */
export type BlockKind = z.infer<typeof blockKind>

/** One block of a document: half-open UTF-16 offsets into the document's text, and what the reader knew of it. */
export type Block = {
  start: number
  end: number
  kind: BlockKind
  /** Depth of a heading, 1 for the outermost. */
  level?: number | undefined
  page?: number | undefined
  cell?: { sheet: string; address: string } | undefined
}

/**
 * A document as the engine sees it. `blocks` may be empty (plain text) or may leave parts of the text uncovered:
 * the engine reads the layout of such parts itself. Cells may lie inside table rows.
 */
export type ExtractionSource = {
  text: string
  blocks: readonly Block[]
  title?: string | undefined
  /** The day the document speaks from (ISO date), against which "next Friday" is resolved. */
  documentDate?: string | undefined
  /** Short name of the file's format, such as `txt`, `md`, `pdf`, `eml`. */
  format: string
}

/** A place in a text: UTF-16 offsets, half-open. */
export type Span = { start: number; end: number }
