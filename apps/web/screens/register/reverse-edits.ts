import type { Entity } from '../../api/entities.ts'

/** The edits that put fields of entities back as they were: one for each combination of old values. */
export function reverseEdits(
  before: Entity[],
  fields: string[],
): { ids: string[]; changes: Record<string, unknown> }[] {
  const steps = new Map<string, { ids: string[]; changes: Record<string, unknown> }>()
  for (const entity of before) {
    const changes = Object.fromEntries(fields.map((name) => [name, entity[name] ?? null]))
    const alike = JSON.stringify(changes)
    const step = steps.get(alike) ?? { ids: [], changes }
    step.ids.push(entity.id)
    steps.set(alike, step)
  }
  return [...steps.values()]
}
