import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RouteTable } from './route-table.ts'

const any = (): boolean => true

test('a named part goes before a parameter, and a parameter where the named part leads nowhere', () => {
  const table = new RouteTable<string>()
  table.add('GET', 'risks/{id}', 'one')
  table.add('GET', 'risks/export', 'export')
  table.add('GET', 'risks/{id}/history', 'history')

  expect(table.find('GET', 'risks/export', any)).toEqual({ target: 'export', params: {} })
  expect(table.find('GET', 'risks/RISK-1', any)).toEqual({ target: 'one', params: { id: 'RISK-1' } })
  expect(table.find('GET', 'risks/export/history', any)).toEqual({
    target: 'history',
    params: { id: 'export' },
  })
})

test('of two with one path, the first that fits is found', () => {
  const table = new RouteTable<string>()
  table.add('POST', 'files', 'bytes')
  table.add('POST', 'files', 'json')

  expect(table.find('POST', 'files', (target) => target === 'json')?.target).toBe('json')
  expect(table.find('POST', 'files', any)?.target).toBe('bytes')
})

test('what has another method, an empty part or no end is not found', () => {
  const table = new RouteTable<string>()
  table.add('GET', 'risks/{id}', 'one')

  for (const [method, path] of [
    ['POST', 'risks/1'],
    ['GET', 'risks//'],
    ['GET', 'risks'],
    ['GET', 'risks/1/2'],
    ['GET', ''],
  ] as const)
    expect(table.find(method, path, any)).toBeUndefined()
})

test('every parameter comes back as it was before it was encoded', () => {
  const table = new RouteTable<string>()
  table.add('GET', 'orgs/{org}/risks/{id}', 'one')
  const value = fc.string({ unit: 'grapheme', minLength: 1 })

  fc.assert(
    fc.property(value, value, (org, id) => {
      const path = `orgs/${encodeURIComponent(org)}/risks/${encodeURIComponent(id)}`
      expect(table.find('GET', path, any)?.params).toEqual({ org, id })
    }),
  )
})

test('an address that cannot be decoded is refused', () => {
  const table = new RouteTable<string>()
  table.add('GET', 'risks/{id}', 'one')

  expect(() => table.find('GET', 'risks/%zz', any)).toThrow('not well formed')
})
