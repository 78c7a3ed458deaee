import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { canonicalJson, exactJson } from './canonical.ts'
import { entryHash, genesis, readEntry } from './entry.ts'

test('the example of RFC 8785 gets the bytes that the RFC prints', () => {
  const value = JSON.parse(
    '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
  )

  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
})

test('amounts that a float would make equal stay different', () => {
  const texts = ['1.5', '1.50', '12345678901234567890', '12345678901234567891', '"1.50"']

  expect(new Set(texts.map((text) => canonicalJson(exactJson(text)))).size).toBe(texts.length)
})

test('the hash of an entry is that of the hash before it, a line feed and its canonical text', () => {
  const id = '019a0000-0000-7000-8000-000000000001'
  const row = {
    org_id: id,
    id,
    occurred_at: '2026-01-31T10:00:00.500000Z',
    project_id: null,
    table_name: 'risks',
    row_id: id,
    kind: 'risk',
    version: 1,
    action: 'create',
    before: null,
    after: '{"title": "Late", "cost": 1.50}',
    changed: ['title'],
    actor_type: 'user',
    actor_id: null,
    reason: null,
    verb: null,
    undoes: null,
    request_id: null,
    personal: null,
    client: null,
    category: null,
    severity: null,
    result: null,
  }
  const text =
    `{"action":"create","actor_id":null,"actor_type":"user","after":{"cost":{"$number":"1.50"},"title":"Late"},"before":null,"category":null,"changed":["title"],"client":null,"id":"${id}",` +
    `"kind":"risk","occurred_at":"2026-01-31T10:00:00.500000Z","org_id":"${id}","personal":null,"project_id":null,"reason":null,"request_id":null,"result":null,"row_id":"${id}",` +
    `"severity":null,"table_name":"risks","undoes":null,"verb":null,"version":1}`

  expect(entryHash(genesis, readEntry(row))).toBe(
    createHash('sha256').update(`${genesis}\n${text}`).digest('hex'),
  )
})
