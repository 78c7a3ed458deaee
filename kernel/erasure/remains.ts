import { ident, type Tx } from '../db/index.ts'
import type { TableRule } from '../module/define.ts'
import type { Registry } from '../module/registry.ts'
import type { Erasing } from './erase-rows.ts'

/** A table in whose rows the words of an erased person still stand. */
export interface Remainder {
  table: string
  rows: number
}

/** A file whose text names the person. */
export interface SourceFile {
  id: string
  label: string
}

/** Shorter words stand for too much. */
const shortestWord = 4

/** The words by which these subjects are known: names, addresses. */
export const wordsOf = async (
  { tx, registry, orgId }: Erasing,
  subjects: readonly string[],
): Promise<string[]> => {
  const words = new Set<string>()
  for (const { name, personal } of registry.tables()) {
    for (const column of personal?.named ?? []) {
      const rows = await tx.query<{ word: string }>(
        `select distinct lower(${ident(column)}) as word from ${ident(name)}
         where org_id = $1 and id = any ($2::uuid[]) and ${ident(column)} is distinct from $3`,
        [orgId, subjects, personal?.columns[column] ?? null],
      )
      for (const { word } of rows) if (word.length >= shortestWord) words.add(word)
    }
  }
  return [...words]
}

/** The files in whose text these subjects were found. */
export const sourcesOf = async (
  { tx, registry, orgId }: Erasing,
  subjects: readonly string[],
): Promise<SourceFile[]> => {
  const ids = new Set<string>()
  for (const { name, personal } of registry.tables()) {
    if (!personal?.source) continue
    const rows = await tx.query<{ id: string }>(
      `select distinct ${ident(personal.source)} as id from ${ident(name)} where org_id = $1 and ${ident(personal.of ?? 'id')} = any ($2::uuid[])`,
      [orgId, subjects],
    )
    for (const { id } of rows) ids.add(id)
  }
  return tx.query<SourceFile>(
    'select id, label from entities where org_id = $1 and id = any ($2::uuid[]) and deleted_at is null order by number',
    [orgId, [...ids]],
  )
}

/** In how many rows of which tables one of the words stands, as far as the transaction sees. */
export const remainsOf = async (
  { tx, registry, orgId }: { tx: Tx; registry: Pick<Registry, 'tables'>; orgId: string },
  words: readonly string[],
): Promise<Remainder[]> => {
  if (words.length === 0) return []
  const columns = await textColumns(tx, registry.tables())
  const found: Remainder[] = []
  for (const [table, names] of columns) {
    const text = names.map((name) => `t.${ident(name)}::text`).join(', ')
    const [row] = await tx.query<{ rows: number }>(
      `select count(*) as rows from ${ident(table)} t where t.org_id = $1
         and exists (select 1 from unnest($2::text[]) as w where strpos(lower(concat_ws(' ', ${text})), w) > 0)`,
      [orgId, words],
    )
    if (row && row.rows > 0) found.push({ table, rows: row.rows })
  }
  return found
}

const textColumns = async (tx: Tx, tables: readonly TableRule[]): Promise<Map<string, string[]>> => {
  const rows = await tx.query<{ table: string; names: string[] }>(
    `select c.relname as table, array_agg(a.attname::text) as names from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relname = any ($1::text[]) and a.attnum > 0 and not a.attisdropped
       and a.atttypid = any ('{text,jsonb,json,text[],varchar}'::regtype[]) and has_column_privilege(c.oid, a.attnum, 'select')
     group by c.relname order by c.relname`,
    [tables.map(({ name }) => name)],
  )
  return new Map(rows.map(({ table, names }) => [table, names]))
}
