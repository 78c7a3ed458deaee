import { linesOf } from '../reading/lines.ts'
import type { Fact } from '../schema.ts'
import type { Span } from '../source.ts'
import { currency, decimal } from './amounts.ts'
import { roundedSum } from './cash-rounding.ts'
import { factAt } from './fact-at.ts'
import { columnPairs } from './label-columns.ts'

const MONEY_LINE =
  /^[^\p{L}\d]*(?<sign>-?(?:RM|US\$|[$€£]|[A-Z]{3}))?\s*:?\s*(?<n>-?\d{1,3}(?:,\d{3})+\.\d{2}|-?\d+[.,]\d{2})\s*(?:[A-Z]{1,3})?\s*$/u
const MONEY_END =
  /(?:(?<sign>RM|US\$|[$€£]|\b[A-Z]{3})\s*)?(?<n>-?\d{1,3}(?:[,.]\d{3})+[.,]\d{2}|-?\d+[.,]\d{2})\s*(?:[A-Z]{1,3}|€|£)?\s*$/u
const TOTAL =
  /\b(?:grand|net|nett|amount|total|rounded|balance)?\s*(?:total|amount (?:due|payable)|balance due|amt)\b/i
const NOT_TOTAL =
  /sub[- ]?total|total\s*(?:qty|quantity|item|items|disc|discount|saving|tax|gst|vat|gross)|(?:qty|items?|disc(?:ount)?|tax|gst|vat|sst|savings?|points)\s*total|total\s+(?:includes|supplies)|no\.? of|gst summary|payable\s*\(6|excl|before|exclusive/i

/** The sum that a receipt or invoice asks for, as facts keyed `total`, the likeliest with the highest confidence. */
export function totalFacts(text: string): Fact[] {
  const lines = linesOf(text).filter((l) => l.end - l.start <= 100)
  const words = lines.map((l) => text.slice(l.start, l.end))
  if (!words.some((w) => MONEY_END.test(w)) || !words.some((w) => TOTAL.test(w))) return []
  const paid = paidAmount(words)
  const counts = new Map<string, number>()
  for (const w of words) {
    const n = MONEY_END.exec(w)?.groups?.['n']
    if (n) counts.set(n, (counts.get(n) ?? 0) + 1)
  }
  const columns = columnPairs(
    words,
    (line) => MONEY_LINE.test(line),
    (line) => /\p{L}{2}/u.test(line) && line.length <= 48 && !MONEY_END.test(line),
  )
  const sumsRounded = roundedSums(words, new Set([...counts.keys()].flatMap((n) => decimal(n) ?? [])))
  const found = new Map<string, { span: Span; score: number; sign: string | undefined }>()
  words.forEach((label, i) => {
    if (!TOTAL.test(label) || NOT_TOTAL.test(label)) return
    if (inTaxSummary(words, i)) return
    const own = MONEY_END.exec(label)
    const column = columns.get(i)
    const at = own ? i : (column ?? [i + 1, i + 2].find((j) => MONEY_LINE.test(words[j] ?? '')))
    if (
      at === undefined ||
      (column === undefined &&
        at === i + 2 &&
        !/^[^\p{L}\d]{0,3}$|^(?:RM|MYR|USD|\$|€|£)?:?$/u.test(words[i + 1] ?? ''))
    )
      return
    const line = lines[at]
    const match = MONEY_END.exec(words[at] ?? '')
    const n = match?.groups?.['n']
    if (!line || !match || !n || /^-|^0+[.,]00$/.test(n)) return
    const start = line.start + match.index + match[0].indexOf(n)
    const score =
      labelScore(label) +
      Math.min(0.08, 0.02 * (counts.get(n) ?? 0)) +
      (decimal(n) === paid ? 0.1 : 0) +
      (column === undefined ? 0 : 0.03) +
      (sumsRounded.has(decimal(n) ?? '') ? 0.12 : 0)
    const known = found.get(n)
    if (!known || known.score < score)
      found.set(n, { span: { start, end: start + n.length }, score, sign: match.groups?.['sign'] })
  })
  const unit = documentCurrency(text)
  const unlabelled = found.size === 0 ? (paid ?? repeatedSum(counts)) : undefined
  if (unlabelled !== undefined) {
    const at = words.findIndex((w) => decimal(MONEY_END.exec(w)?.groups?.['n'] ?? '') === unlabelled)
    const line = lines[at]
    const match = MONEY_END.exec(words[at] ?? '')
    const n = match?.groups?.['n']
    if (line && match && n) {
      const start = line.start + match.index + match[0].indexOf(n)
      found.set(n, {
        span: { start, end: start + n.length },
        score: paid ? 0.55 : 0.4,
        sign: match.groups?.['sign'],
      })
    }
  }
  return [...found].map(([n, { span, score, sign }]) =>
    factAt(text, span, {
      type: 'amount',
      key: 'total',
      normalized: decimal(n),
      unit: (sign && currency(sign)) ?? unit,
      confidence: Math.round(Math.min(0.97, score) * 100) / 100,
    }),
  )
}

function labelScore(label: string): number {
  if (/round(?:ed|d)|after round/i.test(label) && !/adj/i.test(label)) return 0.82
  if (/grand|net+ total|amount due|total due|balance due|payable/i.test(label)) return 0.8
  if (/incl/i.test(label)) return 0.74
  if (/^\W*total\W*(?:\((?:RM|MYR)\)|RM|amount|amt|sales)?\W*(?:RM|[$€£])?[\s\d.,:]*$/i.test(label))
    return 0.75
  return 0.62
}

/** The largest amount that stands there twice or more: a sum is repeated where it is paid. */
const repeatedSum = (counts: ReadonlyMap<string, number>): string | undefined =>
  [...counts]
    .flatMap(([n, count]) => (count > 1 ? (decimal(n) ?? []) : []))
    .filter((n) => Number(n) > 0)
    .toSorted((a, b) => Number(b) - Number(a))[0]

/** Sums after rounding to what can be paid in cash, where the document speaks of rounding. */
const roundedSums = (words: readonly string[], amounts: ReadonlySet<string>): Set<string> =>
  words.some((w) => /\bround/i.test(w))
    ? new Set([...amounts].flatMap((amount) => roundedSum(amount, amounts) ?? []))
    : new Set()

/** What was handed over less the change: the surest sign of what was owed. */
function paidAmount(words: readonly string[]): string | undefined {
  const after = (test: RegExp) => {
    const i = words.findLastIndex((w) => test.test(w))
    if (i === -1) return undefined
    const n = (MONEY_END.exec(words[i] ?? '') ?? MONEY_LINE.exec(words[i + 1] ?? ''))?.groups?.['n']
    return n === undefined ? undefined : Math.round(Number(decimal(n)) * 100)
  }
  const cash = after(
    /^\W*(?:cash|tender(?:ed)?|cash tendered|paid|amount paid|visa|master(?:card)?|received cash)\b/i,
  )
  const change = after(/^\W*change\b/i) ?? 0
  return cash !== undefined && cash > change ? ((cash - change) / 100).toFixed(2) : undefined
}

const inTaxSummary = (words: readonly string[], at: number): boolean =>
  words.slice(Math.max(0, at - 14), at).some((w) => /(?:gst|tax|vat|sst)\s*(?:summary|analysis)/i.test(w))

function documentCurrency(text: string): string | undefined {
  const sign = /\bRM\b|\bMYR\b|[€£]|US\$|\$|\b(?:USD|EUR|GBP|CHF|SGD)\b/.exec(text)?.[0]
  return sign ? currency(sign) : undefined
}
