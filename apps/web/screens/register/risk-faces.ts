import type { Entity } from '../../api/entities.ts'

/** Which of its sides a risk is shown by: before treatment, after it, or the way from one to the other. */
export type RiskFace = 'inherent' | 'residual' | 'treatment'

/** A place in the heat map. */
export type Cell = [probability: string, impact: string]

/** The fields that give a risk its place before treatment and after it. */
export const fieldsOf = (face: 'inherent' | 'residual'): Cell =>
  face === 'inherent' ? ['probability', 'impact'] : ['residual_probability', 'residual_impact']

/** Where a risk stands; undefined where nobody has said so. */
export const cellOf = (item: Entity, face: 'inherent' | 'residual'): Cell | undefined => {
  const [probability, impact] = fieldsOf(face).map((name) => item[name])
  return typeof probability === 'string' && typeof impact === 'string' ? [probability, impact] : undefined
}

/** How many risks stand in each cell, by `probability impact`; those whose treatment is shown, where it brings them. */
export function placed(items: readonly Entity[], face: RiskFace): Map<string, number> {
  const cells = new Map<string, number>()
  for (const item of items) {
    const cell = cellOf(item, face === 'inherent' ? 'inherent' : 'residual')
    if (cell) cells.set(cell.join(' '), (cells.get(cell.join(' ')) ?? 0) + 1)
  }
  return cells
}

/** From one cell to another, and how many risks go that way. */
export type Way = { from: Cell; to: Cell; weight: number }

/** The ways between cells, those that lead nowhere left out; the most common first. */
export function ways(pairs: readonly { from: Cell | undefined; to: Cell | undefined }[]): Way[] {
  const found = new Map<string, Way>()
  for (const { from, to } of pairs) {
    if (!from || !to || from.join() === to.join()) continue
    const name = `${from.join()} ${to.join()}`
    const way = found.get(name) ?? { from, to, weight: 0 }
    way.weight += 1
    found.set(name, way)
  }
  return [...found.values()].toSorted((a, b) => b.weight - a.weight)
}

/** Where treatment brings each risk. */
export const treatments = (items: readonly Entity[]): { from: Cell | undefined; to: Cell | undefined }[] =>
  items.map((item) => ({ from: cellOf(item, 'inherent'), to: cellOf(item, 'residual') }))

/** A risk that stands elsewhere than it did; without `from` where it had no place then, without `to` where it has none now. */
export type Moved = { item: Entity; from: Cell | undefined; to: Cell | undefined }

/** The risks whose place is not what it was, those that came and went included; the longest way first. */
export function movedSince(
  then: readonly Entity[],
  now: readonly Entity[],
  face: 'inherent' | 'residual',
  levels: readonly string[],
): Moved[] {
  const before = new Map(then.map((item) => [item.id, item]))
  const present = new Set(now.map(({ id }) => id))
  const moved = [
    ...now.map((item) => ({ item, from: placeOf(before.get(item.id), face), to: placeOf(item, face) })),
    ...then
      .filter(({ id }) => !present.has(id))
      .map((item) => ({ item, from: placeOf(item, face), to: undefined })),
  ]
  const length = ({ from, to }: Moved): number => Math.abs(scoreOf(to, levels) - scoreOf(from, levels))
  return moved.filter(({ from, to }) => from?.join() !== to?.join()).toSorted((a, b) => length(b) - length(a))
}

const placeOf = (item: Entity | undefined, face: 'inherent' | 'residual'): Cell | undefined =>
  item && cellOf(item, face)

/** Probability × impact, each counted from 1; 0 without a place. */
export const scoreOf = (cell: Cell | undefined, levels: readonly string[]): number =>
  cell ? cell.map((level) => levels.indexOf(level) + 1).reduce((product, factor) => product * factor, 1) : 0

/** The bands of a score: low up to 4, middle up to 11, high from 12 on. */
export type Band = 'low' | 'middle' | 'high'

/** The band of a place. */
export const bandOf = (cell: Cell, levels: readonly string[]): Band => {
  const score = scoreOf(cell, levels)
  return score >= 12 ? 'high' : score >= 5 ? 'middle' : 'low'
}

/** What a band means, in color. */
export const bandTones = { low: 'good', middle: 'attention', high: 'bad' } as const
