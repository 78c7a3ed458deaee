import type { Kind } from '../kind.ts'
import { listEntities, type Entity, type ListQuery, type Reader } from '../read.ts'
import { csvRecord, type Cell } from './csv.ts'

/** Records fetched at once; memory does not grow with the number of records. */
const pageSize = 500

/** Head fields that follow a kind's own in an export. */
const headColumns = ['tags', 'id', 'version', 'created_at', 'created_by', 'updated_at', 'updated_by'] as const

/** Header of the CSV export of a kind: key, its fields, and what every record carries. */
export const exportColumns = (kind: Kind): string[] => [
  ...new Set(['key', ...Object.keys(kind.fields), ...headColumns]),
]

async function* records(
  reader: Reader,
  kind: Kind,
  query: Pick<ListQuery, 'filter' | 'q' | 'deleted'>,
): AsyncGenerator<Entity[]> {
  let cursor: string | undefined
  do {
    // numbers never change, so nothing is left out or told twice while others edit
    const page = await listEntities(reader, kind, { ...query, sort: 'number', limit: pageSize, cursor })
    yield page.items
    cursor = page.next_cursor ?? undefined
  } while (cursor)
}

const cellOf = (kind: Kind, name: string, value: unknown): Cell => {
  if (value === null || value === undefined) return null
  if (kind.fields[name]?.type === 'json') return JSON.stringify(value)
  if (Array.isArray(value)) return value.length === 0 ? null : value.join(', ')
  return String(value)
}

/** The records as CSV in pieces, header first. */
export async function* exportCsv(
  reader: Reader,
  kind: Kind,
  query: Pick<ListQuery, 'filter' | 'q' | 'deleted'>,
): AsyncGenerator<string> {
  const columns = exportColumns(kind)
  yield csvRecord(columns)
  for await (const page of records(reader, kind, query)) {
    yield page.map((entity) => csvRecord(columns.map((name) => cellOf(kind, name, entity[name])))).join('')
  }
}

/** The records as one JSON document in pieces: `{kind, items}`, each record whole but for what the caller may do. */
export async function* exportJson(
  reader: Reader,
  kind: Kind,
  query: Pick<ListQuery, 'filter' | 'q' | 'deleted'>,
): AsyncGenerator<string> {
  let separator = ''
  yield `{"kind":${JSON.stringify(kind.kind)},"items":[`
  for await (const page of records(reader, kind, query)) {
    for (const { abilities: _abilities, ...entity } of page) {
      yield `${separator}\n${JSON.stringify(entity)}`
      separator = ','
    }
  }
  yield '\n]}\n'
}
