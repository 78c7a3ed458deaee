import type { Fact } from '../schema.ts'
import { factAt, labelBefore } from './fact-at.ts'
import { periodFacts } from './periods.ts'

const CODES =
  'USD|EUR|GBP|CHF|JPY|CNY|INR|AUD|CAD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|BRL|MXN|SGD|HKD|MYR|THB|ZAR|AED|KRW|TRY|RMB'
const SYMBOLS: Readonly<Record<string, string>> = {
  $: 'USD',
  US$: 'USD',
  A$: 'AUD',
  C$: 'CAD',
  S$: 'SGD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  RM: 'MYR',
  R$: 'BRL',
  kr: 'SEK',
  RMB: 'CNY',
}
const NUMBER = String.raw`\d{1,3}(?:[,.'’ ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,4})?`
const SCALE = String.raw`(?:[ ]?(?<scale>k|m|mn|mio|bn|b|thousand|million|billion|trillion)\b)?`
const MONEY = new RegExp(
  String.raw`(?<![\p{L}\d])(?:(?<before>(?:US|A|C|S|R)?\$|[€£¥₹]|RM|(?:${CODES})\b)\s?(?<n1>-?(?:${NUMBER}))${SCALE}|(?<n2>${NUMBER})(?:[ ]?(?<scale2>k|m|bn|thousand|million|billion))?\s?(?<after>€|£|(?:${CODES})\b|dollars|euros?|pounds sterling))(?![\p{L}\d])`,
  'giu',
)
const PERCENT = /(?<![\d.,\p{L}])(?<n>[-−]?\d+(?:[.,]\d+)?)\s?(?:%|percent\b|per cent\b)/giu
const QUANTITY =
  /(?<![\d.,\p{L}$€£-])(?<n>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s?(?<unit>ms|milliseconds?|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|quarters?|years?|story points?|person-days?|FTEs?|users?|customers?|employees|people|servers?|VMs?|vCPUs?|cores?|nodes?|instances?|requests(?:\/s| per second)?|[KMGT]i?B|[kKMG]bps|km|cm|mm|kg|kWh|MW|tons?|tonnes?|miles|metres|meters|sq ?ft|m²)\b(?!\s?\/)/gu
const FACTORS: Readonly<Record<string, number>> = {
  k: 3,
  thousand: 3,
  m: 6,
  mn: 6,
  mio: 6,
  million: 6,
  b: 9,
  bn: 9,
  billion: 9,
  trillion: 12,
}

/** Money with its currency, percentages, and counts with a unit, wherever they stand. */
export function amountFacts(text: string): Fact[] {
  const facts: Fact[] = []
  for (const m of text.matchAll(MONEY)) {
    const g = m.groups ?? {}
    const unit = currency(g['before'] ?? g['after'] ?? '')
    const normalized = decimal(g['n1'] ?? g['n2'] ?? '', g['scale'] ?? g['scale2'])
    const key = labelBefore(text, m.index) ?? 'amount'
    facts.push(
      factAt(
        text,
        { start: m.index, end: m.index + m[0].length },
        { type: 'amount', key, normalized, unit, confidence: 0.9 },
      ),
    )
  }
  for (const m of text.matchAll(PERCENT)) {
    const key = labelBefore(text, m.index) ?? 'percentage'
    const normalized = decimal((m.groups?.['n'] ?? '').replace('−', '-'))
    facts.push(
      factAt(
        text,
        { start: m.index, end: m.index + m[0].length },
        { type: 'percentage', key, normalized, unit: '%', confidence: 0.9 },
      ),
    )
  }
  for (const m of text.matchAll(QUANTITY)) {
    const key = labelBefore(text, m.index) ?? 'quantity'
    const normalized = decimal(m.groups?.['n'] ?? '')
    facts.push(
      factAt(
        text,
        { start: m.index, end: m.index + m[0].length },
        { type: 'quantity', key, normalized, unit: m.groups?.['unit'], confidence: 0.75 },
      ),
    )
  }
  return [...facts, ...periodFacts(text)]
}

/** ISO 4217 code of a sign or name; undefined for a sign that is not known. */
export function currency(sign: string): string | undefined {
  if (/^dollars$/i.test(sign)) return 'USD'
  if (/^euros?$/i.test(sign)) return 'EUR'
  if (/^pounds/i.test(sign)) return 'GBP'
  return SYMBOLS[sign] ?? SYMBOLS[sign.toUpperCase()] ?? (sign ? sign.toUpperCase() : undefined)
}

/**
 * A written number as a plain decimal, in text so that no digit is lost. The last separator is the decimal one unless
 * exactly three digits follow it and it is the only kind ("1,234"); "1.234,5" and "1,234.5" both come out as 1234.5.
 */
export function decimal(written: string, scale?: string): string | undefined {
  const sign = written.startsWith('-') ? '-' : ''
  const digits = written.replace(/[\s'’-]/g, '')
  const at = Math.max(digits.lastIndexOf(','), digits.lastIndexOf('.'))
  const mixed = digits.includes(',') && digits.includes('.')
  const repeated = at !== -1 && digits.indexOf(digits[at] ?? '') !== at
  const thousands = !mixed && (repeated || (digits[at] === ',' && digits.length - at === 4))
  const whole = (at === -1 || thousands ? digits : digits.slice(0, at)).replace(/[.,]/g, '')
  const fraction = at === -1 || thousands ? '' : digits.slice(at + 1)
  if (!/^\d+$/.test(whole) || whole.length + fraction.length > 30) return undefined
  return sign + shifted(whole, fraction, FACTORS[scale?.toLowerCase() ?? ''] ?? 0)
}

function shifted(whole: string, fraction: string, places: number): string {
  if (places === 0) return `${whole.replace(/^0+(?=\d)/, '')}${fraction ? `.${fraction}` : ''}`
  const all = whole + fraction.padEnd(places, '0')
  const cut = whole.length + places
  const rest = all.slice(cut).replace(/0+$/, '')
  return `${all.slice(0, cut).replace(/^0+(?=\d)/, '')}${rest ? `.${rest}` : ''}`
}
