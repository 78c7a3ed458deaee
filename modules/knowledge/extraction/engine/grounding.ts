import type { Span } from './source.ts'

/** What a model found: words it claims to quote, and where about in the text they should stand. */
export type Quoted = { quote: string; hint?: number | undefined }

/** Where a quote stands, or why it was refused. */
export type Grounding = { span: Span } | { reason: 'empty quote' | 'quote not in source' }

/**
 * Finds quoted words in a text: exactly as they are, else with white space, quotation marks, dashes and ligatures
 * made equal. Of several places the one nearest the hint is taken. Words that do not stand there are refused.
 */
export function ground(
  { quote, hint = 0 }: Quoted,
  source: Pick<GroundingText, 'text'> | GroundingText,
): Grounding {
  const { text } = source
  const wanted = quote.trim()
  if (!/[\p{L}\p{N}]/u.test(wanted)) return { reason: 'empty quote' }
  const exact = nearest(text, wanted, hint, text)
  if (exact !== undefined) return { span: { start: exact, end: exact + wanted.length } }
  const folded = 'folded' in source ? source.folded() : fold(text)
  const needle = fold(wanted).text.trim()
  const target = folded.at.findIndex((original) => original >= hint)
  const found = nearest(folded.text, needle, target === -1 ? folded.text.length : target, folded.text)
  if (found === undefined) return { reason: 'quote not in source' }
  const start = folded.at[found] ?? 0
  return { span: { start, end: folded.ends[found + needle.length - 1] ?? text.length } }
}

/** A text whose folded form is made once, for grounding many quotes. */
export type GroundingText = { text: string; folded: () => Folded }
export function groundingText(text: string): GroundingText {
  let folded: Folded | undefined
  return { text, folded: () => (folded ??= fold(text)) }
}

type Folded = { text: string; at: number[]; ends: number[] }

const EQUAL: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '…': '...',
  ﬁ: 'fi',
  ﬂ: 'fl',
  '\u00ad': '',
  '\u200b': '',
}

function fold(text: string): Folded {
  const folded: Folded = { text: '', at: [], ends: [] }
  const parts: string[] = []
  let blank = false
  for (let i = 0; i < text.length; i++) {
    const unit = text.charAt(i)
    const space = /\s/.test(unit)
    if (space && blank) {
      folded.ends[folded.ends.length - 1] = i + 1
      continue
    }
    blank = space
    const form = space ? ' ' : (EQUAL[unit] ?? unit)
    for (const piece of form.split('')) {
      parts.push(piece)
      folded.at.push(i)
      folded.ends.push(i + 1)
    }
  }
  return { ...folded, text: parts.join('') }
}

/** The whole-word occurrence nearest a place; occurrences inside longer words are not quotes. */
function nearest(text: string, needle: string, hint: number, within: string): number | undefined {
  let best: number | undefined
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1)) {
    if (cutsWord(within, at) || cutsWord(within, at + needle.length)) continue
    if (best !== undefined && Math.abs(at - hint) > Math.abs(best - hint)) break
    best = at
  }
  return best
}

const cutsWord = (text: string, at: number): boolean =>
  /[\p{L}\p{N}]{2}/u.test(text.slice(Math.max(0, at - 1), at + 1)) ||
  /[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(Math.max(0, at - 1), at + 1))
