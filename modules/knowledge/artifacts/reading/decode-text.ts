import { analyse } from 'chardet'

/** Text out of bytes, and the encoding that was found. A byte order mark is not part of the text. */
export type DecodedText = { text: string; encoding: string }

/**
 * Decodes text without being told how: a byte order mark decides; else UTF-16 if every other byte of the
 * beginning is zero; else UTF-8 if the bytes are valid; else `declared` (a charset that the document names);
 * else the encoding that the bytes' frequencies suggest; else windows-1252, in which any byte means something. Never
 * throws.
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return decode(bytes, 'utf-8')
  if (startsWith(bytes, 0xff, 0xfe)) return decode(bytes, 'utf-16le')
  if (startsWith(bytes, 0xfe, 0xff)) return decode(bytes, 'utf-16be')
  const wide = unmarkedUtf16(bytes)
  if (wide) return decode(bytes, wide)
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return decode(bytes, declared && isUsable(declared) ? declared : guessed(bytes))
  }
}

const sampleBytes = 64 * 1024
// Below these (of 100) the guess is worth less than the habit of most programs; the Latin encodings resemble each other.
const leastConfidence = { latin: 60, other: 30 }

/** The encoding that the frequencies of bytes and pairs of bytes suggest; windows-1252 where they suggest nothing. */
function guessed(bytes: Uint8Array): string {
  const [first] = analyse(bytes.subarray(0, sampleBytes))
  const label = first?.name.toLowerCase() ?? ''
  const kind = /^(?:iso-8859-(?:[1-4]|9|1[0-6])|windows-125[0247])$/.test(label) ? 'latin' : 'other'
  if (!first || first.confidence < leastConfidence[kind]) return 'windows-1252'
  // The detector's name for Western text of Windows; each of its bytes means at least as much there.
  return label !== 'iso-8859-1' && isUsable(label) ? label : 'windows-1252'
}

/** The flavor of UTF-16 that bytes without a byte order mark appear to be in, judged by where zero bytes stand. */
export function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const sample = bytes.subarray(0, 1_000)
  if (sample.length < 4 || bytes.length % 2 !== 0) return undefined
  const zeros = [0, 0]
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const half = sample.length / 2
  if (odd > half * 0.7 && even < half * 0.05) return 'utf-16le'
  if (even > half * 0.7 && odd < half * 0.05) return 'utf-16be'
  return undefined
}

function decode(bytes: Uint8Array, encoding: string): DecodedText {
  return { text: new TextDecoder(encoding).decode(bytes), encoding }
}

function startsWith(bytes: Uint8Array, ...prefix: number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte)
}

function isUsable(label: string): boolean {
  try {
    // A page that says UTF-8 or UTF-16 and is neither is lying; windows-1252 is then the better guess.
    return !/^utf-?(8|16)/.test(new TextDecoder(label).encoding)
  } catch {
    return false
  }
}
