import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { meanOf, windowsOf } from './windows.ts'

describe('windows', () => {
  test('hold the whole text, none longer than 400 characters', () => {
    const text = fc
      .array(fc.string({ minLength: 1, maxLength: 900 }), { maxLength: 12 })
      .map((parts) => parts.join(' '))
    fc.assert(
      fc.property(text, (given) => {
        const windows = windowsOf(given)
        expect(windows.join('')).toBe(given.trim() || '.')
        for (const window of windows) expect(window.length).toBeLessThanOrEqual(400)
      }),
    )
  })

  test('end with a sentence where one ends in their second half', () => {
    const first = `${'a'.repeat(300)}.`
    expect(windowsOf(`${first} ${'b'.repeat(300)}.`)[0]).toBe(first)
  })

  test('of a text are weighted by their length', () => {
    const mean = meanOf([
      { vector: Float32Array.of(1, 0), weight: 4 },
      { vector: Float32Array.of(0, 1), weight: 3 },
    ])
    expect([...mean]).toEqual([expect.closeTo(0.8), expect.closeTo(0.6)])
  })
})
