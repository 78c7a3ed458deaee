import { crc32, deflateSync } from 'node:zlib'

/** A picture: blue, green, red and opacity of each pixel, row by row. */
export type Pixels = { data: Uint8Array; width: number; height: number }

/** A picture in shades of gray, one byte for each pixel. */
export type Shades = { data: Uint8Array; width: number; height: number }

/** Shades of gray by luma (ITU-R BT.601). */
export function gray({ data, width, height }: Pixels): Shades {
  const shades = new Uint8Array(width * height)
  for (let at = 0; at < shades.length; at += 1) {
    const from = at * 4
    shades[at] = (114 * (data[from] ?? 0) + 587 * (data[from + 1] ?? 0) + 299 * (data[from + 2] ?? 0)) / 1_000
  }
  return { data: shades, width, height }
}

/** A portable gray map (PGM, binary). */
export function writePgm({ data, width, height }: Shades): Uint8Array {
  return Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`), data])
}

/** A PNG (ISO/IEC 15948) in true color without opacity. */
export function writePng({ data, width, height }: Pixels): Uint8Array {
  const stride = width * 3 + 1
  const rows = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = (y * width + x) * 4
      const to = y * stride + 1 + x * 3
      rows[to] = data[from + 2] ?? 0
      rows[to + 1] = data[from + 1] ?? 0
      rows[to + 2] = data[from] ?? 0
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // eight bits for each of red, green and blue
  header.set([8, 2], 8)
  const signature = Buffer.from('89504E470D0A1A0A', 'hex')
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 3 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(content.length, 0)
  framed.set(body, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
