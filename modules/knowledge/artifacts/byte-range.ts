/** The part to send, first and last byte included; or the whole; or a part that the file does not have. */
export type RangeAnswer = { start: number; end: number } | 'whole' | 'outside'

interface RangeHeaders {
  range?: string | undefined
  'if-range'?: string | string[] | undefined
}

/**
 * What `Range` asks of a content of `size` bytes (RFC 9110, 14.2). One range is honored; several, other units and
 * malformed ones get the whole, as the standard allows; so does an `If-Range` that names another version.
 */
export const byteRangeIn = (headers: RangeHeaders, size: number, etag: string): RangeAnswer => {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(headers.range?.trim() ?? '')
  const condition = headers['if-range']
  if (!asked || (condition !== undefined && condition !== etag)) return 'whole'
  const [, from = '', to = ''] = asked
  if (from === '' && to === '') return 'whole'
  if (from === '') return lastBytes(Number(to), size)
  const start = Number(from)
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (to !== '' && Number(to) < start) return 'whole'
  return start >= size ? 'outside' : { start, end }
}

const lastBytes = (count: number, size: number): RangeAnswer =>
  count === 0 || size === 0 ? 'outside' : { start: Math.max(0, size - count), end: size - 1 }
