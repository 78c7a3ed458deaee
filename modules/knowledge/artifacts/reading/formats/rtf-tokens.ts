/** One piece of a rich text: a brace, a control word with its number, a byte written in hexadecimal, or plain text. */
export type RtfToken =
  | { kind: 'open' }
  | { kind: 'close' }
  | { kind: 'word'; word: string; value: number | undefined }
  | { kind: 'byte'; byte: number }
  | { kind: 'text'; text: string }

// `\bin` is followed by so many raw bytes; all else is letters and symbols after a backslash (RTF 1.9.1, "RTF Syntax").
const token = /\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)/g

/** Cuts a rich text, given as Latin-1, into its pieces. */
export function* rtfTokens(source: string): Generator<RtfToken> {
  token.lastIndex = 0
  const pattern = new RegExp(token)
  for (let match = pattern.exec(source); match; match = pattern.exec(source)) {
    const [, word, number, hex, symbol, brace, text] = match
    if (word !== undefined) {
      const value = number === undefined ? undefined : Number(number)
      if (word === 'bin' && value !== undefined && value > 0) pattern.lastIndex += value
      else yield { kind: 'word', word, value }
    } else if (hex !== undefined) yield { kind: 'byte', byte: Number.parseInt(hex, 16) }
    else if (symbol !== undefined) yield symbolToken(symbol)
    else if (brace !== undefined) yield { kind: brace === '{' ? 'open' : 'close' }
    else if (text !== undefined) yield { kind: 'text', text }
  }
}

function symbolToken(symbol: string): RtfToken {
  if (symbol === '~') return { kind: 'word', word: 'u', value: 0xa0 }
  if (symbol === '_') return { kind: 'word', word: 'u', value: 0x2011 }
  if (symbol === '-') return { kind: 'word', word: 'u', value: 0xad }
  if (symbol === '\n' || symbol === '\r') return { kind: 'word', word: 'par', value: undefined }
  if (symbol === '*') return { kind: 'word', word: '*', value: undefined }
  return { kind: 'text', text: '\\{}'.includes(symbol) ? symbol : '' }
}
