import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Catalogue } from './coverage.ts'

/**
 * The tables and columns that the table changes of the given folders leave behind, read from their SQL text.
 * Files count in the order of their paths within one `tables` folder, which is the order they are applied in.
 */
export function catalogueOfFolders(root: string, folders: readonly string[]): Catalogue {
  const files = folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
        join(root, folder, path),
      ),
    )
    .filter((path) => /[\\/]tables[\\/][^\\/]+\.sql$/.test(path) && !path.includes('node_modules'))
    .toSorted()
  return catalogueOf(files.map((path) => readFileSync(path, 'utf8')))
}

/** The tables and columns that the given SQL texts leave behind, applied one after the other. */
export function catalogueOf(sqlTexts: readonly string[]): Catalogue {
  const tables = new Map<string, Set<string>>()
  for (const statement of sqlTexts.flatMap(statementsOf)) {
    const created = /^create\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?"?(\w+)"?\s*\(/i.exec(
      statement,
    )
    const altered = /^alter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?"?(\w+)"?\s+/i.exec(statement)
    const dropped = /^drop\s+table\s+(?:if\s+exists\s+)?"?(\w+)"?/i.exec(statement)
    if (created?.[1]) tables.set(created[1], columnsOf(statement.slice(created[0].length)))
    if (dropped?.[1]) tables.delete(dropped[1])
    if (altered?.[1]) alter(tables, altered[1], statement.slice(altered[0].length))
  }
  return tables
}

const tableConstraint = /^(?:primary|unique|foreign|check|constraint|exclude|like)\b/i

function columnsOf(definitions: string): Set<string> {
  const names = listItems(definitions)
    .filter((item) => !tableConstraint.test(item))
    .map((item) => /^"?(\w+)"?/.exec(item)?.[1])
  return new Set(names.filter((name) => name !== undefined))
}

function alter(tables: Map<string, Set<string>>, table: string, actions: string): void {
  const columns = tables.get(table) ?? new Set<string>()
  const renamedTable = /^rename\s+to\s+"?(\w+)"?/i.exec(actions)?.[1]
  tables.delete(table)
  tables.set(renamedTable ?? table, columns)
  for (const action of listItems(actions)) {
    const added = /^add\s+(?:column\s+)?(?:if\s+not\s+exists\s+)?("?\w+"?\s.*)$/is.exec(action)?.[1]
    const gone = /^drop\s+column\s+(?:if\s+exists\s+)?"?(\w+)"?/i.exec(action)?.[1]
    const renamed = /^rename\s+(?:column\s+)?"?(\w+)"?\s+to\s+"?(\w+)"?/i.exec(action)
    if (added) for (const name of columnsOf(added)) columns.add(name)
    if (gone) columns.delete(gone)
    if (renamed?.[1] && renamed[2] && columns.delete(renamed[1])) columns.add(renamed[2])
  }
}

/** Comma-separated items at the outermost level, up to the bracket that closes the list (or the end). */
function listItems(text: string): string[] {
  const items = ['']
  let depth = 0
  for (const token of text.match(/'(?:[^']|'')*'|[(),]|[^'(),]+/g) ?? []) {
    if (token === ')' && depth === 0) break
    if (token === '(') depth += 1
    if (token === ')') depth -= 1
    if (token === ',' && depth === 0) items.push('')
    else items[items.length - 1] += token
  }
  return items.map((item) => item.trim()).filter((item) => item !== '')
}

/** Statements without comments. Bodies in dollar quotes are left out: what functions do later is no table change. */
function statementsOf(sqlText: string): string[] {
  const bare = sqlText.replaceAll(
    /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$/g,
    (part) => (part.startsWith("'") ? part.replaceAll(';', ',') : ' '),
  )
  return bare.split(';').map((statement) => statement.trim())
}
