import * as chrono from 'chrono-node'
import type { Fact } from '../schema.ts'
import type { ExtractionSource } from '../source.ts'
import { factAt, labelBefore } from './fact-at.ts'

const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const ISO = String.raw`(?<iy>[12]\d{3})(?<s1>[-/.])(?<im>0?[1-9]|1[0-2])\k<s1>(?<id>0?[1-9]|[12]\d|3[01])(?!\d)`
const NUMERIC = String.raw`(?<a>0?[1-9]|[12]\d|3[01])(?<s2>[-/.])(?<b>0?[1-9]|[12]\d|3[01])\k<s2>(?<y>[12]\d{3}|\d{2})(?!\d|[./-]\d)`
const NAMED = String.raw`(?<d>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?[ \-/.]{0,2}(?:of )?(?<m>${MONTH})\.?[ \-/.,']{0,3}(?<ny>[12]\d{3}|\d{2}(?!\d|:))`
const LEADING = String.raw`(?<m2>${MONTH})\.?[ -]{1,2}(?<d2>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?: ?, ?|[ -])(?<y2>[12]\d{3})(?!\d)`
const WRITTEN = new RegExp(
  String.raw`(?<![\d.,/-])(?:${ISO}|${NUMERIC})|(?<![\p{L}\d])(?:${NAMED}|${LEADING})`,
  'giu',
)
/** Words that make a sentence worth giving to chrono for dates in everyday language. */
const SPOKEN =
  /\b(?:(?:next|this|last|coming|by|on|until|before|since)\s+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month|quarter|year)|tomorrow|yesterday|today|in \w+ (?:days|weeks|months)|(?:days|weeks|months) (?:ago|from now)|end of (?:the )?(?:week|month|quarter|year|january|february|march|april|may|june|july|august|september|october|november|december)|(?:january|february|march|april|june|july|august|september|october|november|december) \d{1,2})\b/gi
const CHRONO_LIMIT = 400

/** Dates as written, as ISO days. Which of 03/04 is the month is decided once per document. */
export function dateFacts(source: ExtractionSource): Fact[] {
  const { text } = source
  const facts: Fact[] = []
  const monthFirst = readsMonthFirst(text)
  for (const match of text.matchAll(WRITTEN)) {
    const iso = isoOf(match.groups ?? {}, monthFirst)
    if (!iso) continue
    const end = match.index + match[0].length
    const label = labelBefore(text, match.index)
    const confidence = iso.sure ? 0.92 : 0.8
    const key = dateKey(label)
    facts.push(
      factAt(
        text,
        { start: match.index, end },
        {
          type: 'date',
          key,
          normalized: iso.day,
          confidence: key === 'date' && label ? confidence + 0.03 : confidence,
        },
      ),
    )
  }
  return [...facts, ...spokenDates(source, facts)].toSorted((a, b) => a.span.start - b.span.start)
}

const dateKey = (label: string | undefined): string => {
  if (
    !label ||
    !/date|due|deadline|start|end|effective|expir|deliver|from|until|valid|birth|when|time|period/.test(label)
  )
    return 'date'
  return /^(?:date|dated|invoice date|bill date|receipt date|bizdate|date of issue|date\/time|date time|time|when|trans(?:action)? date)$/.test(
    label,
  )
    ? 'date'
    : label
}

/** The first date that a phrase of everyday language names, as ISO day, seen from a reference day. */
export function dayIn(words: string, reference: string | undefined): string | undefined {
  const written = words.matchAll(WRITTEN).next().value
  if (written) return isoOf(written.groups ?? {}, false)?.day
  return chrono
    .parse(words, referenceDate(reference), { forwardDate: true })[0]
    ?.start.date()
    .toISOString()
    .slice(0, 10)
}

/** Noon keeps the day the same in every zone. */
const referenceDate = (reference: string | undefined) => ({
  instant: new Date(`${reference ?? '2000-01-01'}T12:00:00Z`),
  timezone: 0,
})

function spokenDates(source: ExtractionSource, written: readonly Fact[]): Fact[] {
  const { text, documentDate } = source
  const facts: Fact[] = []
  const near = new Set(written.flatMap((f) => [f.span.start >> 5, f.span.end >> 5]))
  let budget = CHRONO_LIMIT
  for (const match of text.matchAll(SPOKEN)) {
    if (near.has(match.index >> 5) || budget-- <= 0) continue
    const result = chrono.parse(
      text.slice(match.index, match.index + match[0].length + 12),
      referenceDate(documentDate),
      { forwardDate: true },
    )[0]
    if (!result || result.index > 14 || result.text.includes('\n')) continue
    const start = match.index + result.index
    // Without a day to count from, words such as "tomorrow" name no day.
    const normalized = documentDate ? result.start.date().toISOString().slice(0, 10) : undefined
    facts.push(
      factAt(
        text,
        { start, end: start + result.text.length },
        {
          type: 'date',
          key: dateKey(labelBefore(text, start)),
          normalized,
          confidence: normalized ? 0.7 : 0.5,
        },
      ),
    )
  }
  return facts
}

type Groups = Partial<Record<string, string>>

function isoOf(g: Groups, monthFirst: boolean): { day: string; sure: boolean } | undefined {
  if (g['iy']) return day(+g['iy'], Number(g['im']), Number(g['id']), true)
  if (g['m']) return day(year(g['ny']), monthNumber(g['m']), Number(g['d']), true)
  if (g['m2']) return day(year(g['y2']), monthNumber(g['m2']), Number(g['d2']), true)
  const [a, b] = [Number(g['a']), Number(g['b'])]
  const swap = b > 12 || (monthFirst && a <= 12)
  return day(year(g['y']), swap ? a : b, swap ? b : a, a > 12 || b > 12 || a === b)
}

function day(y: number, m: number, d: number, sure: boolean) {
  const at = new Date(Date.UTC(y, m - 1, d))
  if (at.getUTCMonth() !== m - 1 || at.getUTCDate() !== d) return undefined
  return { day: at.toISOString().slice(0, 10), sure }
}

const year = (y = ''): number =>
  y.length === 4 ? Number(y) : Number(y) < 70 ? 2000 + Number(y) : 1900 + Number(y)

const monthNumber = (name: string): number =>
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].indexOf(
    name.slice(0, 3).toLowerCase(),
  ) + 1

/** Month first only where an unmistakable date says so, or where US dollars or ZIP codes stand and none says otherwise. */
function readsMonthFirst(text: string): boolean {
  let [monthFirst, dayFirst] = [0, 0]
  for (const match of text.matchAll(WRITTEN)) {
    if (!match.groups?.['a']) continue
    if (Number(match.groups['b']) > 12) monthFirst++
    if (Number(match.groups['a']) > 12) dayFirst++
  }
  if (monthFirst !== dayFirst) return monthFirst > dayFirst
  return (
    /\$\s?\d|\bUSD\b|\b[A-Z]{2} \d{5}(?:-\d{4})?\b/.test(text) &&
    !/[£€]|\b(?:RM|MYR|GBP|EUR|AUD|GST|VAT)\b/.test(text)
  )
}
