import type { Row, Table } from '../reading/tables.ts'
import type { Fact } from '../schema.ts'
import type { Span } from '../source.ts'
import { currency, decimal } from './amounts.ts'
import { asKey, factAt } from './fact-at.ts'

/** Rows beyond which a table is a data set, whose cells are no statements of a document. */
const mostRows = 500

const longestLabel = 120

/** Titles of columns that only say that there is a date. */
const PLAIN_DATE = /^(?:date|when|on|planned|planned date|plan|target|target date)$/i

/** Titles of columns that say until when somebody is to do something: that is no date of what the row speaks of. */
const DUE = /^(?:by|until|due|due date|due by|deadline|finish by)$/i

/** Titles of columns that say what a row is about. */
const SUBJECT =
  /^(?:milestone|deliverable|task|activity|event|item|title|name|description|what|position|subject|phase|action|risk|issue)s?$/i

const NUMBER = /^-?\d{1,3}(?:[,.'’ ]\d{3})*(?:[.,]\d{1,2})?$|^-?\d+(?:[.,]\d{1,2})?$/

/** Numbers in columns whose title names their currency: "Approved (EUR)", "Cost in €". */
export function tableAmounts(text: string, tables: readonly Table[]): Fact[] {
  return shortOnes(tables).flatMap(({ header, rows }) =>
    header.flatMap((title, column) => {
      const unit = currencyOf(title)
      if (unit === undefined) return []
      return rows.flatMap(({ cells }) => {
        const cell = cells[column]
        const words = cell ? text.slice(cell.start, cell.end) : ''
        const normalized = NUMBER.test(words) ? decimal(words) : undefined
        return cell && normalized
          ? [factAt(text, cell, { type: 'amount', key: 'amount', normalized, unit, confidence: 0.85 })]
          : []
      })
    }),
  )
}

/** Dates that fill a cell, under the words by which the row says what happens on them: "production cutover". */
export function namedDates(text: string, tables: readonly Table[], facts: readonly Fact[]): Fact[] {
  const keys = new Map<string, string>()
  const dates = new Set(facts.flatMap((fact) => (fact.type === 'date' ? [placeOf(fact.span)] : [])))
  for (const { header, rows } of shortOnes(tables)) {
    const subject = header.findIndex((title) => SUBJECT.test(title))
    for (const row of rows)
      for (const [column, cell] of row.cells.entries()) {
        if (!dates.has(placeOf(cell))) continue
        const title = header[column] ?? ''
        const label = DUE.test(title) ? undefined : labelOf(text, row, subject, column)
        if (label) keys.set(placeOf(cell), asKey(PLAIN_DATE.test(title) ? label : `${label} ${title}`))
      }
  }
  return facts.map((fact) => {
    const key = fact.type === 'date' && fact.key === 'date' ? keys.get(placeOf(fact.span)) : undefined
    return key ? { ...fact, key: key.slice(0, 255) } : fact
  })
}

const shortOnes = (tables: readonly Table[]): readonly Table[] =>
  tables.filter(({ rows }) => rows.length <= mostRows)

const placeOf = ({ start, end }: Span): string => `${start}-${end}`

/** The cell that says what a row is about: in the column that is titled so, else the first with two words. */
const labelOf = (text: string, { cells }: Row, subject: number, date: number): string | undefined => {
  const wordsAt = (column: number): string => {
    const cell = cells[column]
    return cell && column !== date ? text.slice(cell.start, cell.end).replace(/\s+/g, ' ').trim() : ''
  }
  const words = subject >= 0 ? wordsAt(subject) : cells.map((_cell, column) => wordsAt(column)).find(isPhrase)
  return words !== undefined && /\p{L}{3}/u.test(words) && words.length <= longestLabel ? words : undefined
}

const isPhrase = (words: string): boolean => /\p{L}{2,}\s+\p{L}{2,}/u.test(words)

/** `Approved (EUR)` → `EUR` */
const currencyOf = (title: string): string | undefined => {
  const sign = /(?:[([]|\bin )\s*(?:k|thousand )?([A-Z]{3}|[$€£¥₹]|euros?|dollars)\s*(?:[)\]]|$)/iu.exec(
    title,
  )?.[1]
  if (sign === undefined || /\b(?:k|thousand)\b/i.test(title)) return undefined
  const unit = currency(sign)
  return unit !== undefined &&
    /^(?:USD|EUR|GBP|CHF|JPY|CNY|INR|AUD|CAD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|BRL|MXN|SGD|HKD|MYR|THB|ZAR|AED|KRW|TRY)$/.test(
      unit,
    )
    ? unit
    : undefined
}
