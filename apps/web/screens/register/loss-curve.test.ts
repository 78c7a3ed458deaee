import { expect, test } from 'vitest'
import type { Entity } from '../../api/entities.ts'
import { entityWith } from '../../api/testing.ts'
import { lossCurve } from './loss-curve.ts'
import { placed, treatments, ways } from './risk-faces.ts'

const risk = (fields: object): Entity =>
  entityWith({
    id: JSON.stringify(fields),
    probability: 'very_high',
    loss_low: '100',
    loss_high: '1000',
    currency: 'EUR',
    ...fields,
  })

test('the curve falls from left to right, is always the same and knows the mean', () => {
  const curve = lossCurve([risk({}), risk({ probability: 'low', loss_high: '90000' })])
  const chances = curve?.points.map(({ y }) => y) ?? []
  const amounts = curve?.points.map(({ x }) => x) ?? []
  expect(chances).toEqual(chances.toSorted((a, b) => b - a))
  expect(amounts).toEqual(amounts.toSorted((a, b) => a - b))
  expect(lossCurve([risk({}), risk({ probability: 'low', loss_high: '90000' })])).toEqual(curve)
})

test('one threat alone costs, in the mean, its chance times the mean of its lognormal amount', () => {
  const spread = Math.log(10) / (2 * 1.644_853_6)
  const mean = Math.exp((Math.log(100) + Math.log(1_000)) / 2 + spread ** 2 / 2)
  expect((lossCurve([risk({})])?.expected ?? 0) / (0.9 * mean)).toBeCloseTo(1, 1)
})

test('closed ones, opportunities and broken ranges do not count; other currencies are told apart', () => {
  const left = [{ state: 'closed' }, { risk_type: 'opportunity' }, { loss_low: '0' }, { loss_high: '5' }]
  expect(lossCurve(left.map(risk))).toBeUndefined()
  expect(lossCurve([risk({}), risk({ id: 'b' }), risk({ currency: 'USD' })])).toMatchObject({
    currency: 'EUR',
    count: 2,
    others: 1,
  })
})

test('movement counts who goes from where to where', () => {
  const moved = { impact: 'high', residual_probability: 'low', residual_impact: 'high' }
  const items = [risk(moved), risk({ ...moved, id: 'b' }), risk({ impact: 'low' })]
  expect(ways(treatments(items))).toEqual([{ from: ['very_high', 'high'], to: ['low', 'high'], weight: 2 }])
  expect(placed(items, 'residual').get('low high')).toBe(2)
})
