import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFairGate } from './fair-gate.ts'

describe('the fair gate', () => {
  test('never lets more through than it has places, and everyone in the end', async () => {
    const arrivals = fc.array(
      fc.record({ tenant: fc.constantFrom('a', 'b', 'c'), turns: fc.nat(3), gives: fc.boolean() }),
      { maxLength: 30 },
    )
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), arrivals, async (places, callers) => {
        const gate = createFairGate(places)
        let inside = 0
        let most = 0
        const outcomes = await Promise.allSettled(
          callers.map(async ({ tenant, turns, gives }) => {
            const controller = new AbortController()
            if (gives) queueMicrotask(() => controller.abort())
            const leave = await gate.enter(tenant, controller.signal)
            inside += 1
            most = Math.max(most, inside)
            for (let i = 0; i < turns; i += 1) await Promise.resolve()
            inside -= 1
            leave()
            leave()
          }),
        )
        expect(most).toBeLessThanOrEqual(places)
        expect(outcomes.filter((outcome, i) => outcome.status === 'rejected' && !callers[i]?.gives)).toEqual(
          [],
        )
        // Every place is free again: as many can enter at once.
        await Promise.all(Array.from({ length: places }, () => gate.enter('z')))
      }),
    )
  })

  test('serves a tenant that comes late before the long queue of another', async () => {
    const gate = createFairGate(1)
    const leave = await gate.enter('busy')
    const order: string[] = []
    const queued = ['busy', 'busy', 'busy', 'late'].map(async (tenant) => {
      const out = await gate.enter(tenant)
      order.push(tenant)
      out()
    })
    leave()
    await Promise.all(queued)
    expect(order).toEqual(['busy', 'late', 'busy', 'busy'])
  })
})
