import { findEntities, mayAtAll, type Entity } from '../entities/read.ts'
import type { Context, Reading } from '../module/context.ts'
import { notFound, Refusal } from '../module/refusal.ts'
import { readChange, type Change, type RecordChange } from './change.ts'
import { pathOf, type Conflict } from './conflict.ts'
import { computedColumns } from './fields.ts'
import { linkConflicts, reverseLinks } from './link-steps.ts'
import { requireUndo } from './permission.ts'
import { erasedRecords, recordConflicts, reverseRecords, type Affected } from './record-steps.ts'

/** A change with the present records that it is about, narrowed to those that were asked for. */
interface Undoing {
  change: Change
  records: Affected[]
  linkEnds: Entity[]
}

/** What can be seen of a change before it is undone. */
export interface ChangeView {
  id: string
  at: string
  actor: Change['actor']
  reason: string | null
  undoes: string | null
  records: RecordView[]
  links: { id: string; source_id: string; target_id: string; effect: string }[]
  undoable: boolean
  /** why it cannot be undone as it stands; null where it can */
  refusal: { code: string; detail: string } | null
  conflicts: Conflict[]
}

/** One record of a change, and what happened to it. */
export interface RecordView {
  id: string
  key: string
  kind: string
  label: string
  version: number
  effect: 'created' | 'changed' | 'deleted' | 'restored'
  fields: string[]
}

/** What a request changed, and whether it can be undone now. @throws Refusal 404 */
export const viewChange = async (reader: Reading, id: string): Promise<ChangeView> => {
  const undoing = await open(reader, id, undefined, false)
  const possible = refusalOf(reader, undoing) ?? (await erasedOf(reader, undoing))
  const conflicts = await conflictsOf(reader, undoing)
  const refusal = possible ?? (conflicts.length > 0 ? movedOn(conflicts) : undefined)
  return {
    ...describe(undoing),
    undoable: refusal === undefined,
    refusal: refusal ? { code: refusal.code, detail: refusal.message } : null,
    conflicts,
  }
}

/**
 * Takes back what a request changed, by a new change: the log keeps both, and the new one can be undone in turn. All or
 * nothing; `only` names the records (ids or keys) to which it is limited, links at either end included.
 * @throws Refusal 403, 404, 409 `not-undoable`, `erased`, or `changed-since` with every record and field in the way
 */
export const undoChange = async (
  context: Context,
  id: string,
  only?: readonly string[],
): Promise<{ undone: string; change: string; records: RecordView[]; links: ChangeView['links'] }> => {
  const undoing = await open(context, id, only, true)
  const refusal = refusalOf(context, undoing) ?? (await erasedOf(context, undoing))
  if (refusal) throw refusal
  const conflicts = await conflictsOf(context, undoing)
  if (conflicts.length > 0) throw movedOn(conflicts)
  context.tx.defer(`select set_config('app.undoes', $1, true)`, [id])
  await reverseRecords(context, undoing.records)
  await reverseLinks(context, undoing.change.links)
  const { records, links } = describe(await refreshed(context, undoing))
  return { undone: id, change: context.scope.requestId, records, links }
}

const open = async (
  reader: Reading | Context,
  id: string,
  only: readonly string[] | undefined,
  lock: boolean,
): Promise<Undoing> => {
  const change = await readChange(reader, id, reader.house.config.UNDO_MAX_ROWS)
  const rows = await rowsOf(reader, change.records, lock)
  const wanted = (row: Entity): boolean => !only || only.includes(row.id) || only.includes(row.key)
  const computed = new Map<string, Set<string>>()
  for (const table of new Set(change.records.map(({ kind }) => kind.table)))
    computed.set(table, await computedColumns(reader.tx, table))
  const records = change.records.flatMap((one): Affected[] => {
    const row = rows.get(one.id)
    return row && wanted(row) ? [{ change: stored(one, computed.get(one.kind.table)), row }] : []
  })
  const ends = await linkEndsOf(reader, change)
  const links = change.links.filter(
    ({ sourceId, targetId }) =>
      !only || ends.some((row) => wanted(row) && [sourceId, targetId].includes(row.id)),
  )
  if (only && records.length + links.length === 0) throw notFound('record in this change')
  const sources = new Set(links.map(({ sourceId }) => sourceId))
  return { change: { ...change, links }, records, linkEnds: ends.filter(({ id: end }) => sources.has(end)) }
}

/** Without what the database computes: that follows by itself. */
const stored = (change: RecordChange, computed: ReadonlySet<string> | undefined): RecordChange => {
  if (!change.fields) return change
  const names = change.fields.names.filter((name) => !computed?.has(name))
  return { ...change, fields: names.length > 0 ? { ...change.fields, names } : undefined }
}

const rowsOf = async (
  reader: Reading | Context,
  changes: readonly RecordChange[],
  lock: boolean,
): Promise<Map<string, Entity>> => {
  const rows = new Map<string, Entity>()
  // in one order, so that two undos never wait for each other
  const byKind = [...Map.groupBy(changes, ({ kind }) => kind)].toSorted(([a], [b]) =>
    a.kind < b.kind ? -1 : 1,
  )
  for (const [kind, group] of byKind) {
    mayAtAll(reader, kind, 'view')
    const ids = group.map(({ id }) => id)
    for (const row of await findEntities(reader, kind, ids, lock)) rows.set(row.id, row)
  }
  return rows
}

const linkEndsOf = async (reader: Reading | Context, change: Change): Promise<Entity[]> => {
  if (change.links.length === 0) return []
  const ids = [...new Set(change.links.flatMap(({ sourceId, targetId }) => [sourceId, targetId]))]
  const heads = await reader.tx.query<{ id: string; kind: string }>(
    'select id, kind from entities where org_id = $1 and id = any ($2::uuid[])',
    [reader.scope.orgId, ids],
  )
  const found: Entity[] = []
  for (const [name, group] of Map.groupBy(heads, ({ kind }) => kind)) {
    const kind = reader.house.registry.kinds.get(name)
    const own = group.map(({ id }) => id)
    if (kind) found.push(...(await findEntities(reader, kind, own)))
  }
  return found
}

const refusalOf = (
  reader: Reading | Context,
  { change, records, linkEnds }: Undoing,
): Refusal | undefined => {
  try {
    requireUndo(reader, change, records, linkEnds)
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

const erasedOf = async (reader: Reading | Context, { records }: Undoing): Promise<Refusal | undefined> => {
  const keys = await erasedRecords(reader, records)
  return keys.length === 0
    ? undefined
    : new Refusal(
        409,
        'erased',
        `This change cannot be undone: what ${keys.slice(0, 10).join(', ')} said before it was personal and has been erased. Enter what should stand there now.`,
      )
}

const conflictsOf = async (reader: Reading | Context, { change, records }: Undoing): Promise<Conflict[]> => [
  ...(await recordConflicts(reader, change.id, records)),
  ...(await linkConflicts(reader, change.links)),
]

const movedOn = (conflicts: readonly Conflict[]): Refusal =>
  new Refusal(
    409,
    'changed-since',
    `This change cannot be undone, because the same was changed since: ${conflicts
      .slice(0, 10)
      .map((each) => `${pathOf(each)} ${each.message}`)
      .join(
        '; ',
      )}${conflicts.length > 10 ? ' …' : ''}. Nothing was changed. Undo the later change first, or edit the record.`,
    { errors: conflicts.map((each) => ({ path: pathOf(each), message: each.message })) },
  )

const refreshed = async (context: Context, undoing: Undoing): Promise<Undoing> => {
  const rows = await rowsOf(
    context,
    undoing.records.map(({ change }) => change),
    false,
  )
  return {
    ...undoing,
    records: undoing.records.map(({ change, row }) => ({ change, row: rows.get(row.id) ?? row })),
  }
}

const describe = ({ change, records }: Undoing) => ({
  id: change.id,
  at: change.at,
  actor: change.actor,
  reason: change.reason,
  undoes: change.undoes,
  records: records.map(({ change: made, row }): RecordView => ({
    id: row.id,
    key: row.key,
    kind: row.kind,
    label: row.label,
    version: row.version,
    effect: effectOf(made),
    fields: [...(made.fields?.names ?? []), ...(made.tags ? ['tags'] : [])],
  })),
  links: change.links.map(({ id, sourceId, targetId, effect }) => ({
    id,
    source_id: sourceId,
    target_id: targetId,
    effect,
  })),
})

const effectOf = ({ created, moved }: RecordChange): RecordView['effect'] => {
  if (created) return 'created'
  if (moved) return moved.action === 'delete' ? 'deleted' : 'restored'
  return 'changed'
}
