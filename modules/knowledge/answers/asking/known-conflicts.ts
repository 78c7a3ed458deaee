import type { Context, Reading } from '#kernel/module/index.ts'
import {
  conflictsAt,
  type KnownConflict,
  type NamedSide,
  type WordsAt,
} from '#modules/knowledge/extraction/index.ts'
import { keptCategory } from '../answer.ts'
import type { UnitConflict } from './find-conflicts.ts'
import type { PickedUnit } from './pick-units.ts'

/** Conflicts on record that an answer says at most, the surest first. */
const mostSaid = 4

/** Conflicts on record that are looked at for an answer at most: those that were dismissed have to be known too. */
const mostKnown = 50

/** Where a unit stands in its file. */
export const placeOf = ({ passage, unit }: PickedUnit): WordsAt => {
  const from = passage.start ?? 0
  return { artifactId: passage.entityId, start: from + unit.start, end: from + unit.end }
}

/** Conflicts on record of which one side stands among these words; a kept answer is no side. */
export const knownConflicts = (
  reader: Reading | Context,
  places: readonly WordsAt[],
): Promise<KnownConflict[]> => conflictsAt(reader, places, { limit: mostKnown, without: keptCategory })

const isAt = (side: NamedSide, { artifactId, start, end }: WordsAt): boolean =>
  side.artifact_id === artifactId && side.start < end && side.end > start

/** Whether a conflict is over these two statements. */
const joins = ({ first, second }: KnownConflict, one: WordsAt, other: WordsAt): boolean =>
  (isAt(first, one) && isAt(second, other)) || (isAt(first, other) && isAt(second, one))

/**
 * What is left to say of a difference that was seen while answering: statements of which somebody said that they are no
 * conflict, or which one holds, do not differ any more.
 */
export const unsettled = (
  conflict: UnitConflict | undefined,
  known: readonly KnownConflict[],
): UnitConflict | undefined => {
  if (!conflict) return undefined
  const settled = known.filter(({ state }) => state !== 'open')
  const statements = conflict.statements.filter((one) =>
    conflict.statements.some(
      (other) =>
        other !== one && settled.every((each) => !joins(each, placeOf(one.picked), placeOf(other.picked))),
    ),
  )
  return statements.length > 1 ? { ...conflict, statements } : undefined
}

/** The record of a difference that was seen while answering, where there is one. */
export const recordOf = (
  { statements }: UnitConflict,
  known: readonly KnownConflict[],
): KnownConflict | undefined =>
  known.find(
    (each) =>
      each.state === 'open' &&
      statements.some((one) =>
        statements.some((other) => joins(each, placeOf(one.picked), placeOf(other.picked))),
      ),
  )

/** The conflicts on record that an answer has to say besides the difference that it says already. */
export const stillToSay = (
  known: readonly KnownConflict[],
  said: UnitConflict | undefined,
): KnownConflict[] =>
  known.filter((each) => each.state !== 'dismissed' && !(said && recordOf(said, [each]))).slice(0, mostSaid)

/** Whether this is the side of a settled conflict that does not hold. */
export const isOverruled = (picked: PickedUnit, known: readonly KnownConflict[]): boolean =>
  known.some(
    ({ state, holds, first, second }) =>
      state === 'resolved' &&
      ((holds !== 'first' && isAt(first, placeOf(picked))) ||
        (holds !== 'second' && isAt(second, placeOf(picked)))),
  )
