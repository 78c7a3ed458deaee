const byExtension: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  eml: 'message/rfc822',
  htm: 'text/html',
  html: 'text/html',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  md: 'text/markdown',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  pdf: 'application/pdf',
  png: 'image/png',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  tsv: 'text/tab-separated-values',
  txt: 'text/plain',
  xls: 'application/vnd.ms-excel',
  xlsb: 'application/vnd.ms-excel.sheet.binary.macroenabled.12',
  xlsm: 'application/vnd.ms-excel.sheet.macroenabled.12',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const unknown = 'application/octet-stream'

/** The media type of an upload: what its sender claims, else what its name suggests; lower case, no parameters. */
export const mediaTypeOf = (claimed: string | undefined, filename: string): string => {
  const bare = (claimed ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (/^[a-z0-9][\w.+-]{0,60}\/[a-z0-9][\w.+-]{0,100}$/.test(bare) && bare !== unknown) return bare
  return byExtension[filename.toLowerCase().split('.').at(-1) ?? ''] ?? unknown
}

// What no browser runs as a page of ours. Everything else travels as bytes without a type.
const safe = new Set(Object.values(byExtension).filter((type) => type !== 'text/html'))
const shown = new Set(['application/pdf', 'image/png', 'image/jpeg', 'text/plain'])

/** The type under which a stored file may be sent. */
export const safeMediaType = (type: string | null): string => {
  if (type === null || !safe.has(type)) return unknown
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type
}

/** Whether a browser may show a file of this type in place instead of saving it. */
export const mayBeShown = (type: string | null): boolean => type !== null && shown.has(type)
