import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sqlTypeOf } from '#kernel/entities/columns.ts'
import { openDatabase, type Database } from '#kernel/db/index.ts'
import { Registry } from '#kernel/module/index.ts'
import { modules } from './modules.ts'
import { prepareDatabase } from './open-house.ts'

const registry = new Registry(modules)
let database: Database
let columns: Map<string, { type: string; notNull: boolean; generated: boolean }>
let checks: Map<string, string[]>
let named: Map<string, string[]>

beforeAll(async () => {
  database = await openDatabase({ dataDir: null, rolePassword: () => 'unused' })
  await prepareDatabase(database, registry)
  const rows = await database
    .sql('owner')
    .query<{ key: string; type: string; not_null: boolean; generated: boolean }>(
      `select c.relname || '.' || a.attname as key, format_type(a.atttypid, null) as type, a.attnotnull as not_null, a.attgenerated = 's' as generated
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped where c.relnamespace = 'public'::regnamespace`,
    )
  columns = new Map(
    rows.map(({ key, type, not_null, generated }) => [key, { type, notNull: not_null, generated }]),
  )
  const constraints = await database
    .sql('owner')
    .query<{ table_name: string; name: string; definition: string; columns: string[] }>(
      `select conrelid::regclass::text as table_name, conname::text as name, pg_get_constraintdef(oid) as definition,
         array(select attname::text from pg_attribute where attrelid = conrelid and attnum = any (conkey)) as columns
       from pg_constraint where contype = 'c'`,
    )
  named = new Map(constraints.map(({ table_name, name, columns: own }) => [`${table_name}.${name}`, own]))
  checks = Map.groupBy(constraints, ({ table_name }) => table_name)
    .entries()
    .reduce(
      (map, [table, list]) =>
        map.set(
          table,
          list.map(({ definition }) => definition),
        ),
      new Map<string, string[]>(),
    )
})
afterAll(() => database.close())

const interchangeable: Record<string, string> = {
  bigint: 'integer',
  'timestamp with time zone': 'timestamptz',
}

describe.each([...registry.kinds.values()].map((kind) => [kind.kind, kind] as const))(
  'the table of %s',
  (_name, kind) => {
    test('has a column of the declared type for every field', () => {
      const wrong = Object.keys(kind.fields).flatMap((name) => {
        const column = columns.get(`${kind.table}.${name}`)
        const type = column && (interchangeable[column.type] ?? column.type)
        return type === sqlTypeOf(kind, name)
          ? []
          : [`${name}: declared ${sqlTypeOf(kind, name)}, is ${column?.type ?? 'missing'}`]
      })
      expect(wrong).toEqual([])
    })

    test('has what is said to be always there, and computes what is computed', () => {
      const wrong = Object.entries(kind.fields).filter(([name, field]) => {
        const { notNull, generated } = columns.get(`${kind.table}.${name}`) ?? {
          notNull: false,
          generated: false,
        }
        if (field.explanation) return !generated
        // what people write may have a default, so that it need not be given
        return field.writable ? field.required && !notNull : field.required !== notNull
      })
      expect(wrong.map(([name]) => name)).toEqual([])
    })

    test('has the rules between fields for which the kind has words, about those fields', () => {
      const wrong = Object.entries(kind.checks ?? {}).filter(([constraint, { fields }]) => {
        const about = named.get(`${kind.table}.${constraint}`)
        return !about || fields.length === 0 || !fields.every((field) => about.includes(field))
      })
      expect(wrong.map(([constraint]) => constraint)).toEqual([])
    })

    test('allows exactly the declared values of each enumeration', () => {
      const wrong = Object.entries(kind.fields).filter(([name, field]) => {
        if (!field.options) return false
        const about = (checks.get(kind.table) ?? []).filter((check) => check.includes(name))
        const listed = about.some((check) => field.options?.every((option) => check.includes(`'${option}'`)))
        // levels are checked by the function that also gives them their number
        return !listed && !about.some((check) => check.includes('risk_level'))
      })
      expect(wrong.map(([name]) => name)).toEqual([])
    })
  },
)
