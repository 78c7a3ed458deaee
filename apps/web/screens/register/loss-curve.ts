import type { Entity } from '../../api/entities.ts'

/** The chance (0 to 1) as which a level of probability is read. */
const chances: Record<string, number> = { very_low: 0.05, low: 0.2, medium: 0.4, high: 0.65, very_high: 0.9 }

/** The 95th percentile of the standard normal distribution. */
const z95 = 1.644_853_6

const runs = 4_000
const drawnPoints = 80

/** A loss exceedance curve: `y` is the chance of losing more than `x`. */
export type LossCurve = {
  points: { x: number; y: number }[]
  /** The mean of the simulated outcomes. */
  expected: number
  currency: string
  count: number
  /** Records with a range in another currency, which are left out. */
  others: number
}

type Range = { chance: number; low: number; high: number; currency: string }

/**
 * What open threats may cost together, simulated: each occurs by its probability and then costs a lognormal amount whose
 * middle 90% is its range, σ = ln(high/low) / (2·1.645) (Hubbard and Seiersen, How to Measure Anything in Cybersecurity
 * Risk, 2016). The random numbers are always the same, so the same records give the same curve. Undefined without ranges.
 */
export function lossCurve(items: readonly Entity[]): LossCurve | undefined {
  const ranges = items.flatMap(rangeOf)
  const currency = mostCommon(ranges.map((range) => range.currency))
  const counted = ranges.filter((range) => range.currency === currency)
  if (currency === undefined || counted.length === 0) return undefined
  const losses = simulate(counted).toSorted((a, b) => a - b)
  const points = Array.from({ length: drawnPoints + 1 }, (_, at) => {
    const index = Math.min(runs - 1, Math.floor((at / drawnPoints) * (runs - 1)))
    return { x: losses[index] ?? 0, y: 1 - (index + 1) / runs }
  })
  return {
    points,
    expected: losses.reduce((sum, loss) => sum + loss, 0) / runs,
    currency,
    count: counted.length,
    others: ranges.length - counted.length,
  }
}

function rangeOf(item: Entity): Range[] {
  if (item['state'] === 'closed' || item['risk_type'] === 'opportunity') return []
  const [low, high] = [amountOf(item['loss_low']), amountOf(item['loss_high'])]
  const level = item['residual_probability'] ?? item['probability']
  const chance = typeof level === 'string' ? chances[level] : undefined
  if (!(low > 0) || !(high >= low) || chance === undefined) return []
  return [{ chance, low, high, currency: typeof item['currency'] === 'string' ? item['currency'] : '' }]
}

const amountOf = (value: unknown): number =>
  Number(typeof value === 'object' && value !== null && 'amount' in value ? value.amount : (value ?? NaN))

function mostCommon(names: string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0]
}

function simulate(ranges: Range[]): number[] {
  const random = steady(20_260_101)
  const shapes = ranges.map(({ chance, low, high }) => ({
    chance,
    mean: (Math.log(low) + Math.log(high)) / 2,
    spread: Math.log(high / low) / (2 * z95),
  }))
  return Array.from({ length: runs }, () => {
    let loss = 0
    for (const { chance, mean, spread } of shapes)
      if (random() < chance) loss += Math.exp(mean + spread * normal(random))
    return loss
  })
}

/** A standard normal number (Box and Muller, 1958). */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** Even numbers from 0 to 1 in an order that a seed decides (mulberry32). */
function steady(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
