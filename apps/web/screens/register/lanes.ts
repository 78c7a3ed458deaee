import type { Entity } from '../../api/entities.ts'
import type { FieldInfo, KindInfo, VerbInfo } from '../../api/kinds.ts'

/** The field that a board has its lanes from, and its states in order: that of the kind's states, else the first choice. */
export function lanesOf(kind: KindInfo): { field: FieldInfo; states: readonly string[] } {
  const field =
    kind.fields.find(({ name }) => name === kind.states?.field) ??
    kind.fields.find(({ type }) => type === 'enum')
  if (!field) throw new Error(`${kind.kind} has no field that a board could have lanes from`)
  return { field, states: field.options ?? Object.keys(kind.states?.transitions ?? {}) }
}

/** Whether a board can be made of a kind. */
export const hasLanes = (kind: KindInfo): boolean =>
  Boolean(kind.states) || kind.fields.some(({ type }) => type === 'enum')

/** The verb that brings an entity to a state, where the kind's transitions and the caller's abilities allow one. */
export function verbTo(kind: KindInfo, entity: Entity, state: string): VerbInfo | undefined {
  const from = kind.states ? entity[kind.states.field] : undefined
  if (typeof from === 'string' && !(kind.states?.transitions[from] ?? []).includes(state)) return undefined
  return kind.verbs.find((verb) => verb.to === state && entity.abilities.verbs[verb.name] === true)
}
