import { DatabaseError } from '../db/index.ts'
import type { FieldError } from '../module/refusal.ts'
import type { Registry } from '../module/registry.ts'
import type { Kind } from './kind.ts'

/** What a rule of a table that looks at several fields says to whoever breaks it. */
export interface FieldCheck {
  /** the fields that the message is shown beside */
  fields: readonly string[]
  /** `must not be less than the lowest loss` */
  message: string
}

/**
 * The fields behind a check that the database refused: as the kind declares it, else the one column after which the
 * check is named (`TABLE_COLUMN_check`). Undefined for every other error.
 */
export const brokenCheck = (kinds: Iterable<Kind>, error: unknown): FieldError[] | undefined => {
  if (!(error instanceof DatabaseError) || error.code !== 'check' || !error.constraint) return undefined
  const { constraint } = error
  for (const kind of kinds) {
    const check = kind.checks?.[constraint]
    if (check) return check.fields.map((path) => ({ path, message: check.message }))
    const named = Object.keys(kind.fields).find((name) =>
      new RegExp(`^${kind.table}_${name}_check\\d*$`).test(constraint),
    )
    if (named) return [{ path: named, message: 'is outside what this field allows' }]
  }
  return undefined
}

/** The same among all kinds there are. */
export const brokenCheckOf = (registry: Registry, error: unknown): FieldError[] | undefined =>
  brokenCheck(registry.kinds.values(), error)
