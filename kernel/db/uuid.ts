import { randomFillSync } from 'node:crypto'

const bytes = new Uint8Array(16)
let lastMs = 0
let counter = 0

/**
 * A UUID version 7 (RFC 9562): milliseconds since 1970, then a counter that keeps ids of one process and one
 * millisecond in order (method 1 of section 6.2), then random bits.
 */
export const uuidv7 = (): string => {
  const now = Date.now()
  randomFillSync(bytes)
  if (now > lastMs) {
    lastMs = now
    counter = (((bytes[6] ?? 0) & 0x07) << 8) | (bytes[7] ?? 0)
  } else if (++counter > 0xfff) {
    lastMs += 1
    counter = 0
  }
  const view = new DataView(bytes.buffer)
  view.setUint32(0, Math.floor(lastMs / 0x10000))
  view.setUint16(4, lastMs % 0x10000)
  view.setUint16(6, 0x7000 | counter)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Buffer.from(bytes).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
