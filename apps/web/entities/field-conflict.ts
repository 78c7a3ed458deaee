import type { Entity } from '../api/entities.ts'

/** What came of a change that met a newer version of the same entity. */
export type Met = {
  /** Fields that nobody else touched: they can be written on the newest version. */
  free: Record<string, unknown>
  /** Fields that both changed, and differently: somebody has to choose. */
  contested: string[]
}

/** Compares what was wanted with what the others did since `base`. A field that both set alike is settled. */
export function meet(base: Entity, newest: Entity, wanted: Record<string, unknown>): Met {
  const free: Record<string, unknown> = {}
  const contested: string[] = []
  for (const [name, value] of Object.entries(wanted)) {
    if (same(newest[name], value)) continue
    if (same(newest[name], base[name])) free[name] = value
    else contested.push(name)
  }
  return { free, contested }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
