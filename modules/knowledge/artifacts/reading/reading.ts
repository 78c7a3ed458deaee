/**
 * What a block of text was in its source. `cell` blocks lie inside a `table-row`; all other kinds stand side by side.
 * `running` is a page's header, footer or number: part of the text, but not of what the document says.
 */
export type BlockKind =
  | 'heading'
  | 'paragraph'
  | 'list-item'
  | 'table-row'
  | 'cell'
  | 'code'
  | 'quote'
  | 'mail-header'
  | 'running'

/** A rectangle on a page in PDF points (1/72 inch), as the page is displayed; origin top left, y downwards. */
export type Box = { x: number; y: number; width: number; height: number }

/** Where a cell stands: the sheet's name (or `Table 2` in documents without sheets) and its address, such as `B7`. */
export type CellAddress = { sheet: string; address: string }

/**
 * A piece of the text with a meaning of its own. `start` and `end` are UTF-16 offsets into `Reading.text`,
 * half-open. `level` is a heading's depth (1 to 6) or a list's depth (from 1). `page` counts from 1.
 * `boxes` holds one rectangle for each line of the block on that page.
 */
export type Block = {
  start: number
  end: number
  kind: BlockKind
  level?: number
  page?: number
  boxes?: Box[]
  cell?: CellAddress
}

/**
 * A file carried inside another one. `filename` is a bare name: no folders, no control characters. `unlocked` is the path
 * of one that was opened with the password given.
 */
export type Attachment = { filename: string; mediaType: string; bytes: Uint8Array; unlocked?: string }

/** Which way the characters of a run advance on the displayed page. */
export type RunDirection = 'right' | 'left' | 'down' | 'up'

/** A stretch of text placed on a page in one go: `[start, end, page, x, y, width, height, direction]`. */
export type Run = readonly [number, number, number, number, number, number, number, RunDirection]

/** The formats that can be read. */
export type Format =
  | 'pdf'
  | 'docx'
  | 'doc'
  | 'rtf'
  | 'odt'
  | 'odp'
  | 'pptx'
  | 'ppt'
  | 'epub'
  | 'xlsx'
  | 'xlsm'
  | 'xlsb'
  | 'xls'
  | 'ods'
  | 'csv'
  | 'tsv'
  | 'eml'
  | 'msg'
  | 'mbox'
  | 'json'
  | 'xml'
  | 'zip'
  | 'gzip'
  | 'image'
  | 'markdown'
  | 'html'
  | 'text'

/**
 * What a document says, and where it says it.
 *
 * `text` holds neither NUL nor unpaired surrogates, so that any database accepts it; line ends are `\n`.
 * Blocks are ordered by start, a row before its cells; blocks other than cells never overlap, cells never
 * overlap and each lies inside one row; no block is empty. The same bytes give the same reading.
 * `documentDate` is ISO 8601: what the document itself claims. `runs`, ordered by start, are there for
 * formats with pages and serve {@link locate}.
 */
export type Reading = {
  text: string
  blocks: Block[]
  title?: string
  language?: string
  documentDate?: string
  metadata: Record<string, string>
  attachments: Attachment[]
  format: Format
  pages?: { number: number; width: number; height: number }[]
  runs?: Run[]
}

/**
 * Bounds on one reading: sizes in bytes, text in UTF-16 units; `maxMembers` is how many files one may carry,
 * `maxCells` how many blocks a large workbook may become.
 */
export type ReadingLimits = {
  maxInputBytes: number
  maxTextChars: number
  maxUnzippedBytes: number
  maxMembers: number
  maxCells: number
  recognition: RecognitionOptions
}

/**
 * How text in pictures is recognized: languages as Tesseract names them, joined by `+`; the folder that holds data of
 * other languages than the packaged English; and on how many pages of one document (0: not at all).
 */
export type RecognitionOptions = { languages: string; folder?: string; maxPages: number }

/** How far a reading has come, counted in pages, sheets or other parts of the document. */
export type ReadingProgress = { done: number; total: number; unit: 'page' | 'sheet' | 'slide' | 'megabyte' }

/** A document on its way through a format's reader. */
export type Source = {
  /** empty where the document lies in a file at `path`, being too large to be held in memory */
  bytes: Uint8Array
  path?: string
  filename: string
  mediaType?: string
  /** opens the document where it is encrypted */
  password?: string
  limits: ReadingLimits
  onProgress: (progress: ReadingProgress) => void
}

/** Reads one format; throws {@link ReadingError} where the document does not allow it. */
export type FormatReader = (source: Source, format: Format) => Promise<Reading>
