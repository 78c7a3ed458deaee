import { z } from 'zod'
import { invalid } from '../../module/refusal.ts'
import type { Kind } from '../kind.ts'
import { readCsv, type Cell } from './csv.ts'

/** Most rows of one import. */
export const maxRows = 5_000

/** Rows as they came, with the columns that only the system writes taken out. */
export interface ImportRows {
  rows: Record<string, unknown>[]
  /** columns of our own exports that an import does not write */
  ignored: string[]
}

const headNames = new Set([
  'id',
  'project_id',
  'key',
  'kind',
  'label',
  'version',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'deleted_at',
  'tags',
  'abilities',
  'watching',
])

/** Whether a name belongs to a record but is not for others to write. */
const isReadOnly = (kind: Kind, name: string): boolean =>
  kind.fields[name] ? !kind.fields[name].writable : headNames.has(name)

/** Reads the rows of a CSV text. @throws Refusal 422 for a wrong header or too many rows */
export const rowsOfCsv = (kind: Kind, text: string): ImportRows => {
  const { header, rows } = readCsv(text)
  const twice = header.filter((name, index) => header.indexOf(name) !== index)
  if (twice.length > 0)
    throw invalid(twice.map((name) => ({ path: name, message: 'stands twice in the header' })))
  const unknown = header.filter((name) => !kind.fields[name] && !headNames.has(name))
  if (unknown.length > 0)
    throw invalid(unknown.map((name) => ({ path: name || 'header', message: 'there is no such field' })))
  refuseTooMany(rows.length)
  const written = header.flatMap((name, index) => (isReadOnly(kind, name) ? [] : [{ name, index }]))
  return {
    rows: rows.map((cells) =>
      Object.fromEntries(
        written.flatMap(({ name, index }) => {
          const cell = cells[index] ?? null
          return cell === null ? [] : [[name, valueOf(kind, name, cell)]]
        }),
      ),
    ),
    ignored: header.filter((name) => isReadOnly(kind, name)),
  }
}

/** A cell as the field's type; what does not fit stays text, and the field's schema says what is wrong with it. */
const valueOf = (kind: Kind, name: string, cell: NonNullable<Cell>): unknown => {
  switch (kind.fields[name]?.type) {
    case 'integer':
      return /^-?\d{1,15}$/.test(cell) ? Number(cell) : cell
    case 'boolean':
      return /^(true|false)$/i.test(cell) ? cell.toLowerCase() === 'true' : cell
    case 'json':
      return jsonIn(cell) ?? cell
    default:
      return cell
  }
}

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const jsonShape = z.union([
  z.array(z.record(z.string(), z.unknown())),
  z.object({ items: z.array(z.record(z.string(), z.unknown())) }).transform(({ items }) => items),
])

/** Reads the rows of a JSON text: an array of records, or what the export writes. @throws Refusal 422 */
export const rowsOfJson = (kind: Kind, text: string): ImportRows => {
  const parsed = jsonShape.safeParse(jsonIn(text))
  if (!parsed.success)
    throw invalid([
      { path: '', message: 'must be a JSON array of records, or {"items": [...]} as exports are' },
    ])
  refuseTooMany(parsed.data.length)
  const ignored = new Set<string>()
  const rows = parsed.data.map((row) =>
    Object.fromEntries(
      Object.entries(row).filter(([name]) => {
        if (isReadOnly(kind, name)) ignored.add(name)
        return !isReadOnly(kind, name)
      }),
    ),
  )
  return { rows, ignored: [...ignored] }
}

const refuseTooMany = (count: number): void => {
  if (count === 0) throw invalid([{ path: '', message: 'there are no rows' }])
  if (count > maxRows)
    throw invalid([{ path: '', message: `an import has at most ${maxRows} rows; this one has ${count}` }])
}
