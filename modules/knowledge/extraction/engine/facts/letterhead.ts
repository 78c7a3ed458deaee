import { linesOf } from '../reading/lines.ts'
import type { Fact } from '../schema.ts'
import type { Span } from '../source.ts'
import { factAt } from './fact-at.ts'

/** How many lines from the top a letterhead may fill. */
const HEAD_LINES = 14
const LEGAL_FORM =
  /\b(?:s[dp]n\.? ?bh?d|bhd|s\/b|inc(?:orporated)?|ltd|limited|llc|llp|plc|gmbh|ag|corp(?:oration)?|pte|pty|enterprise|trading|s\.?a\.?r?\.?l?)\b\.?/i
const BUSINESS =
  /\b(?:restaurants?|caf[eé]|kopitiam|bakery|store|mart|market|supermarket|pharmacy|hardware|stationery|hotel|company|co\.|syarikat|perniagaan|services|holdings|shop|kitchen|house|books?)\b/i
const NOT_NAME =
  /\b(?:invoice|receipt|bill|tel|fax|phone|gst|vat|reg|www|http|e-?mail|date|cashier|welcome|thank|page|table|copy|original|licensee|formerly)\b|@/i
const STREET =
  /\b(?:jalan|jln|lot|street|st\.?|road|rd\.?|avenue|ave|lane|drive|blvd|boulevard|floor|flr|suite|taman|tmn|bandar|kampung|plaza|mall|complex|kompleks|persiaran|lorong|lebuh|no\.?\s*\d|unit\s*\d|block|blk|straße|strasse|p\.?o\.? box)\b/i
const POSTCODE = /\b(?:\d{5}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b/

/** Issuer and address at the top of a receipt, invoice or letter, where the lines there are short. */
export function letterheadFacts(text: string): Fact[] {
  const lines = linesOf(text).slice(0, HEAD_LINES)
  const receipt = /\b(?:invoice|receipt|cash bill|subtotal|total|amount due)\b/i.test(text)
  const first = lines[0]
  if (!receipt || !first || lines.some((l) => l.end - l.start > 160)) return []
  const company = issuer(text, lines)
  const address = addressBlock(text, lines)
  return [
    ...(company
      ? [
          factAt(text, company.span, {
            type: 'organization',
            key: 'company',
            confidence: company.confidence,
            normalized: clean(text, company.span),
          }),
        ]
      : []),
    ...(address
      ? [
          factAt(text, address, {
            type: 'address',
            key: 'address',
            confidence: 0.75,
            normalized: clean(text, address),
          }),
        ]
      : []),
  ]
}

const clean = (text: string, { start, end }: Span): string => text.slice(start, end).replace(/\s+/g, ' ')

function issuer(text: string, lines: readonly Span[]): { span: Span; confidence: number } | undefined {
  let best: { span: Span; confidence: number } | undefined
  lines.slice(0, 8).forEach((line, i) => {
    const words = text.slice(line.start, line.end)
    const legal = LEGAL_FORM.test(words)
    if ((NOT_NAME.test(words) && !legal) || !/\p{L}{2}/u.test(words)) return
    if (STREET.test(words) && !legal) return
    const digits = words.replace(/\D/g, '').length
    if (!legal && digits > words.length / 4) return
    const confidence = 0.6 - 0.05 * i + (legal ? 0.3 : 0) + (BUSINESS.test(words) ? 0.1 : 0)
    if (best && best.confidence >= confidence) return
    const head =
      /^(?<name>.*?)\s*(?:[([]?\s*(?:co\.?\s*(?:reg\.?|no\.?)\s*:?\s*)?\d{4,}[\d ]*-?\s?[A-Z]?\s*[)\]]?)?[\s.]*$/i.exec(
        words,
      )?.groups?.['name'] ?? words
    const name = /[A-Z]/i.test(head) ? head : words
    const above = lines[i - 1]
    // A line that is little more than a legal form ends the name that the line above began.
    const continues =
      above &&
      legal &&
      /^(?:(?:co|company|and|&|enterprise|trading|holdings|sdn)\b|\()/i.test(name) &&
      !NOT_NAME.test(text.slice(above.start, above.end))
    best = {
      span: { start: continues ? above.start : line.start, end: line.start + name.length },
      confidence: Math.min(0.95, confidence),
    }
  })
  return best
}

function addressBlock(text: string, lines: readonly Span[]): Span | undefined {
  const from = lines.findIndex(
    (l, i) =>
      i > 0 &&
      STREET.test(text.slice(l.start, l.end)) &&
      !/\b(?:gst|reg|tel|fax|doc|inv)/i.test(text.slice(l.start, l.end)),
  )
  const start = lines[from]
  if (!start) return undefined
  let end = start.end
  for (const line of lines.slice(from + 1, from + 6)) {
    const words = text.slice(line.start, line.end)
    const open = /,\s*$/.test(text.slice(start.start, end))
    if (/\b(?:tel|fax|phone|gst|vat|reg|invoice|receipt|e-?mail|www)\b|@|\(\d|:/i.test(words)) break
    if (!open && !STREET.test(words) && !POSTCODE.test(words) && !/^[\p{Lu} .,]+$/u.test(words)) break
    end = line.end
  }
  return { start: start.start, end }
}
