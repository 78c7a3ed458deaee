import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashToken, randomToken, sameText } from './index.ts'

describe('tokens', () => {
  it('are a prefix and 43 letters and digits, never the same', () => {
    const tokens = Array.from({ length: 200 }, () => randomToken('tl'))
    expect(tokens.filter((token) => !/^tl_[0-9A-Za-z]{43}$/.test(token))).toEqual([])
    expect(new Set(tokens).size).toBe(200)
  })

  it('use the whole alphabet', () => {
    const used = new Set(Array.from({ length: 200 }, () => randomToken('tl').slice(3)).join(''))
    expect(used.size).toBe(62)
  })

  it('refuse a prefix that would be hard to split off', () => {
    expect(() => randomToken('a_b')).toThrow(TypeError)
  })

  it('are stored as plain SHA-256', () => {
    expect(hashToken('tl_x')).toBe(createHash('sha256').update('tl_x').digest('hex'))
  })

  it('compare as texts do', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (left, right) => {
        expect(sameText(left, right)).toBe(left === right)
        expect(sameText(left, left)).toBe(true)
      }),
    )
  })
})
