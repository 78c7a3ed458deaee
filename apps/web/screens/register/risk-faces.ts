import type { Entity } from '../../api/entities.ts'

/** Which of its sides a risk is shown by: before treatment, after it, or the way from one to the other. */
export type RiskFace = 'inherent' | 'residual' | 'movement'

type Cell = [probability: string, impact: string]

const cellOf = (item: Entity, prefix: '' | 'residual_'): Cell | undefined => {
  const probability = item[`${prefix}probability`]
  const impact = item[`${prefix}impact`]
  return typeof probability === 'string' && typeof impact === 'string' ? [probability, impact] : undefined
}

/** How many risks stand in each cell, by `probability impact`. */
export function placed(items: readonly Entity[], face: RiskFace): Map<string, number> {
  const cells = new Map<string, number>()
  for (const item of items) {
    const cell = cellOf(item, face === 'inherent' ? '' : 'residual_')
    if (cell) cells.set(cell.join(' '), (cells.get(cell.join(' ')) ?? 0) + 1)
  }
  return cells
}

/** From where to where treatment brings risks, and how many; the most common first. */
export function movements(items: readonly Entity[]): { from: Cell; to: Cell; weight: number }[] {
  const moves = new Map<string, { from: Cell; to: Cell; weight: number }>()
  for (const item of items) {
    const from = cellOf(item, '')
    const to = cellOf(item, 'residual_')
    if (!from || !to) continue
    const name = `${from.join()} ${to.join()}`
    const move = moves.get(name) ?? { from, to, weight: 0 }
    move.weight += 1
    moves.set(name, move)
  }
  return [...moves.values()].toSorted((a, b) => b.weight - a.weight)
}
