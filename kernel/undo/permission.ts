import { forbidden, Refusal } from '../module/refusal.ts'
import type { Context, Reading } from '../module/context.ts'
import { allows, isAmongThose } from '../policy/policy.ts'
import type { Change } from './change.ts'
import type { Affected } from './record-steps.ts'

/**
 * Whether the caller may take a change back: who may edit may undo edits, who may delete or restore may undo those, and
 * who may do a verb may undo it where it is declared reversible. What somebody made or put away themselves, they may
 * take back as long as they may edit there.
 * @throws Refusal 403, or 409 `not-undoable` with the reason
 */
export const requireUndo = (
  reader: Reading | Context,
  change: Change,
  records: readonly Affected[],
  linkEnds: readonly Affected['row'][],
): void => {
  if (change.beyond.length > 0)
    throw notUndoable(
      `It also changed ${change.beyond.map((table) => table.replaceAll('_', ' ')).join(', ')}, which undo does not reach`,
    )
  if (records.length === 0 && change.links.length === 0) throw notUndoable('Nothing is left of it')
  const own = change.actor.id !== null && change.actor.id === reader.scope.actor.id
  const { registry } = reader.house
  for (const { change: made, row } of records) {
    const { kind } = made
    const may = (action: string): boolean => allows(registry.policy(kind.kind), reader.caller, action, row)
    const one = kind.label.one.toLowerCase()
    const putsAway = made.created || made.moved?.action === 'restore'
    if (putsAway && !may('delete') && !(own && may('edit'))) throw forbidden('delete', one)
    if (made.moved?.action === 'delete' && !may('restore') && !(own && may('edit')))
      throw forbidden('restore', one)
    if (made.tags && !may('edit')) throw forbidden('edit', one)
    if (made.fields && !made.created) requireFields(reader, made, row)
  }
  for (const row of linkEnds) {
    const kind = registry.kinds.get(row.kind)
    if (kind && !allows(registry.policy(kind.kind), reader.caller, 'link', row))
      throw forbidden('link', kind.label.one.toLowerCase())
  }
}

const requireFields = (
  reader: Reading | Context,
  { kind, fields, verbs }: Affected['change'],
  row: Affected['row'],
): void => {
  const { registry } = reader.house
  const policy = registry.policy(kind.kind)
  for (const verb of verbs) {
    if (!registry.command(kind.kind, verb)?.reversible)
      throw notUndoable(
        `“${verb.replaceAll('_', ' ')}” on ${row.key} is final; use what the record offers now`,
      )
    // the verb may not be possible any more, which is why it is to be undone: only who asks matters
    if (!isAmongThose(policy, reader.caller, verb, row)) throw forbidden(verb, kind.label.one.toLowerCase())
  }
  if (verbs.length > 0) return
  const set = fields?.names.filter((name) => kind.fields[name]?.writable !== true) ?? []
  if (set.length > 0)
    throw notUndoable(`The ${set.join(', ')} of ${row.key} is set by the system, not by an edit`)
  if (!allows(policy, reader.caller, 'edit', row)) throw forbidden('edit', kind.label.one.toLowerCase())
}

const notUndoable = (why: string): Refusal =>
  new Refusal(409, 'not-undoable', `This change cannot be undone. ${why}.`)
