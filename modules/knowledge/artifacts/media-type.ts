const byExtension: Readonly<Record<string, string>> = {
  bmp: 'image/bmp',
  csv: 'text/csv',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  eml: 'message/rfc822',
  epub: 'application/epub+zip',
  gif: 'image/gif',
  gz: 'application/gzip',
  htm: 'text/html',
  html: 'text/html',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  jsonl: 'application/x-ndjson',
  mbox: 'application/mbox',
  md: 'text/markdown',
  msg: 'application/vnd.ms-outlook',
  ndjson: 'application/x-ndjson',
  odp: 'application/vnd.oasis.opendocument.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  pdf: 'application/pdf',
  png: 'image/png',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  rtf: 'application/rtf',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  tsv: 'text/tab-separated-values',
  txt: 'text/plain',
  webp: 'image/webp',
  xls: 'application/vnd.ms-excel',
  xlsb: 'application/vnd.ms-excel.sheet.binary.macroenabled.12',
  xlsm: 'application/vnd.ms-excel.sheet.macroenabled.12',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xml: 'application/xml',
  zip: 'application/zip',
}

const unknown = 'application/octet-stream'

/** The media type of an upload: what its sender claims, else what its name suggests; lower case, no parameters. */
export const mediaTypeOf = (claimed: string | undefined, filename: string): string => {
  const bare = (claimed ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (/^[a-z0-9][\w.+-]{0,60}\/[a-z0-9][\w.+-]{0,100}$/.test(bare) && bare !== unknown) return bare
  return byExtension[filename.toLowerCase().split('.').at(-1) ?? ''] ?? unknown
}

// What no browser runs as a page of ours. Everything else travels as bytes without a type.
const pages = new Set(['text/html', 'application/xml', 'application/epub+zip'])
const safe = new Set(Object.values(byExtension).filter((type) => !pages.has(type)))
const shown = new Set(['application/pdf', 'image/png', 'image/jpeg', 'text/plain'])

/** The type under which a stored file may be sent. */
export const safeMediaType = (type: string | null): string => {
  if (type === null || !safe.has(type)) return unknown
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type
}

/** Whether a browser may show a file of this type in place instead of saving it. */
export const mayBeShown = (type: string | null): boolean => type !== null && shown.has(type)
