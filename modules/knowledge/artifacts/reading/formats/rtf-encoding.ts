// Names that TextDecoder knows, by the character set of a font (RTF 1.9.1, \fcharset) and by code page (\ansicpg).
const byCharset = new Map([
  [77, 'macintosh'],
  [128, 'shift_jis'],
  [129, 'euc-kr'],
  [134, 'gbk'],
  [136, 'big5'],
  [161, 'windows-1253'],
  [162, 'windows-1254'],
  [163, 'windows-1258'],
  [177, 'windows-1255'],
  [178, 'windows-1256'],
  [186, 'windows-1257'],
  [204, 'windows-1251'],
  [222, 'windows-874'],
  [238, 'windows-1250'],
])
const byPage = new Map([
  [866, 'ibm866'],
  [874, 'windows-874'],
  [932, 'shift_jis'],
  [936, 'gbk'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [10_000, 'macintosh'],
  [65_001, 'utf-8'],
])

/** The encoding of a font's character set; undefined where the font leaves it to the document. */
export const encodingOfCharset = (charset: number): string | undefined => byCharset.get(charset)

/** The encoding of a code page. */
export const encodingOfPage = (page: number): string =>
  byPage.get(page) ?? (page >= 1_250 && page <= 1_258 ? `windows-${page}` : 'windows-1252')

const decoders = new Map<string, TextDecoder>()

/** Bytes as text in one of the encodings above. */
export function decodeBytes(bytes: readonly number[], encoding: string): string {
  const decoder = decoders.get(encoding) ?? new TextDecoder(encoding)
  decoders.set(encoding, decoder)
  return decoder.decode(Uint8Array.from(bytes))
}
