import { describe, expect, test } from 'vitest'
import { addressOf, ownOrigins } from './own-origins.ts'

describe('where the product is opened', () => {
  test('on this machine under each of its names, where no address is set', () => {
    const { publicUrl, origins } = ownOrigins({ HOST: '127.0.0.1', PORT: 4680 })

    expect(publicUrl).toBe('http://127.0.0.1:4680')
    expect([...origins].toSorted()).toEqual([
      'http://127.0.0.1:4680',
      'http://[::1]:4680',
      'http://localhost:4680',
    ])
  })

  test('under the set address alone', () => {
    const { publicUrl, origins } = ownOrigins({
      PUBLIC_URL: 'https://t.example',
      HOST: '127.0.0.1',
      PORT: 4680,
    })

    expect(publicUrl).toBe('https://t.example')
    expect([...origins]).toEqual(['https://t.example'])
  })

  test('under the address listened on, where that is not of this machine alone', () => {
    expect([...ownOrigins({ HOST: '10.1.2.3', PORT: 80 }).origins]).toEqual(['http://10.1.2.3'])
  })

  test('addresses of the sixth version stand in brackets, and those that mean all are not shown', () => {
    expect(['::1', '::', '0.0.0.0', '127.0.0.1'].map((host) => addressOf(host, 1))).toEqual([
      'http://[::1]:1',
      'http://localhost:1',
      'http://localhost:1',
      'http://127.0.0.1:1',
    ])
  })
})
