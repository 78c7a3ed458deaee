import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type TestInstallation } from '#apps/server/testing.ts'
import { hearAll } from './backend-messages.ts'
import { Batch } from './batch.ts'
import type { Sql } from './index.ts'

let installation: TestInstallation
let sql: Sql

beforeAll(async () => {
  installation = await openTestInstallation()
  sql = installation.house.database.sql('owner')
})
afterAll(() => installation.close())

test('more statements than a connection keeps prepared all answer, and so does the first of them again', async () => {
  const ask = async (number: number): Promise<unknown> =>
    (await sql.query(`select $1::int + ${number} as sum`, [1]))[0]

  for (let number = 0; number < 520; number += 1) expect(await ask(number)).toEqual({ sum: number + 1 })
  expect(await ask(0)).toEqual({ sum: 1 })

  const [kept] = await sql.query<{ n: number }>(
    `select count(*)::int as n from pg_prepared_statements where statement like 'select $1::int + %'`,
  )
  expect(kept?.n).toBeLessThanOrEqual(500)
})

test('one statement several times in a transaction, with other values and none, gives the rows of each', async () => {
  const text = 'select n, n is null as empty from unnest($1::int[]) as n'
  const rows = await installation.house.database.as('owner', async (tx) => [
    await tx.query(text, [[1, 2]]),
    await tx.query(text, [[]]),
    await tx.query(text, [[null]]),
  ])

  expect(rows).toEqual([
    [
      { n: 1, empty: false },
      { n: 2, empty: false },
    ],
    [],
    [{ n: null, empty: true }],
  ])
})

test('a statement that failed can be asked again, also when its table has got another column meanwhile', async () => {
  const all = 'select * from changing where one = $1'
  await expect(sql.query(all, [1])).rejects.toMatchObject({ sqlState: '42P01' })
  await sql.query('create table changing (one integer)')
  await sql.query('insert into changing values ($1)', [1])
  expect(await sql.query(all, [1])).toEqual([{ one: 1 }])

  await sql.query(`alter table changing add column two text default 'new'`)
  // PostgreSQL refuses the old plan once, and takes the statement anew
  await sql.query(all, [1]).catch(() => undefined)
  expect(await sql.query(all, [1])).toEqual([{ one: 1, two: 'new' }])
  await sql.query('drop table changing')
})

test('what cannot be a parameter fails alone', async () => {
  const cyclic: Record<string, unknown> = {}
  cyclic['self'] = cyclic
  await expect(sql.query('select $1::jsonb as j', [cyclic])).rejects.toThrow('circular')
  expect(await sql.query('select $1::jsonb as j', [{ a: 1 }])).toEqual([{ j: { a: 1 } }])
})

test('an answer that breaks off is no answer', async () => {
  const batch = new Batch([{ text: 'select 1', params: [] }])
  batch.messages(new Map())
  hearAll(batch, new Uint8Array())
  await expect(batch.results).rejects.toMatchObject({ code: 'unavailable' })
})
