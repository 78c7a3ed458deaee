import { cellAddress } from '../cell-address.ts'
import type { TextWriter } from '../text-writer.ts'

/** A value of JSON. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

const deepestHeading = 6
// Beyond this the structure is a machine's own; the value is given as it is written.
const deepest = 60

/**
 * Writes structured values for people: an object's plain values as lines of label and value, lists of like objects as
 * tables with a header row and addresses, everything else below a heading with its name.
 */
export class StructureWriter {
  readonly #writer: TextWriter
  #tables = 0

  constructor(writer: TextWriter) {
    this.#writer = writer
  }

  /** Writes one value; `name` is what it is called where it stands. */
  value(name: string, value: Json, depth = 1): void {
    if (depth > deepest) this.#line(name, JSON.stringify(value).slice(0, 10_000))
    else if (Array.isArray(value)) this.#list(name, value, depth)
    else if (value !== null && typeof value === 'object') this.#object(name, value, depth)
    else this.#line(name, value)
  }

  #object(name: string, object: Record<string, Json>, depth: number): void {
    const entries = Object.entries(object)
    if (name !== '') this.#writer.block('heading', name, { level: Math.min(deepestHeading, depth) })
    for (const [key, value] of entries) if (isPlain(value)) this.#line(key, value)
    for (const [key, value] of entries) if (!isPlain(value)) this.value(key, value, depth + 1)
  }

  #list(name: string, list: Json[], depth: number): void {
    if (list.every(isPlain)) {
      this.#line(
        name,
        list
          .map(printed)
          .filter((text) => text !== '')
          .join(', '),
      )
      return
    }
    const rows = list.filter(isObject)
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    const isTable =
      rows.length === list.length &&
      columns.length <= 200 &&
      rows.every((row) => Object.values(row).every(isCell))
    if (isTable) {
      if (name !== '') this.#writer.block('heading', name, { level: Math.min(deepestHeading, depth) })
      this.#table(name, columns, rows)
      return
    }
    for (const [index, item] of list.entries()) this.value(`${name} ${index + 1}`.trim(), item, depth + 1)
  }

  #table(name: string, columns: string[], rows: Record<string, Json>[]): void {
    this.#tables += 1
    const sheet = name === '' ? `Table ${this.#tables}` : name
    for (const [row, values] of [
      columns,
      ...rows.map((each) => columns.map((key) => each[key] ?? null)),
    ].entries())
      this.#writer.row(
        values.map((value, column) => ({
          text: printed(value),
          cell: { sheet, address: cellAddress(row, column) },
        })),
      )
  }

  #line(name: string, value: Json): void {
    const text = printed(value)
    if (text !== '') this.#writer.block('list-item', name === '' ? text : `${name}: ${text}`)
  }
}

function isPlain(value: Json): value is string | number | boolean | null {
  return value === null || typeof value !== 'object'
}

function isObject(value: Json): value is Record<string, Json> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

function isCell(value: Json): boolean {
  return isPlain(value) || (Array.isArray(value) && value.every(isPlain))
}

function printed(value: Json): string {
  if (value === null) return ''
  if (Array.isArray(value)) return value.map(printed).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
