import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

test('one at a time, each kind in its order, and a failure is of the one that failed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ ahead: fc.boolean(), fails: fc.boolean() })), async (wanted) => {
      const turns = createTurns()
      const began: number[] = []
      let using = 0
      const ended = await Promise.allSettled(
        wanted.map(({ ahead, fails }, at) =>
          turns(async () => {
            using += 1
            began.push(at)
            expect(using).toBe(1)
            await pause(0)
            using -= 1
            if (fails) throw new Error('failed')
            return at
          }, ahead),
        ),
      )

      expect(ended.map(({ status }) => status === 'rejected')).toEqual(wanted.map(({ fails }) => fails))
      for (const ahead of [true, false]) {
        const order = began.filter((at) => wanted[at]?.ahead === ahead)
        expect(order).toEqual(order.toSorted((a, b) => a - b))
      }
    }),
    { numRuns: 30 },
  )
})

test('who goes ahead passes those who wait, and yet they come to their turn', async () => {
  const turns = createTurns()
  const began: string[] = []
  const note = (name: string) => async () => {
    began.push(name)
    await pause(0)
  }
  const all = [turns(note('now')), turns(note('long'))]
  for (let n = 0; n < 50; n += 1) all.push(turns(note('quick'), true))
  await Promise.all(all)

  expect(began[0]).toBe('now')
  expect(began[1]).toBe('quick')
  expect(began.indexOf('long')).toBeGreaterThan(5)
  expect(began.indexOf('long')).toBeLessThan(30)
})
