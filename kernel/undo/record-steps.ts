import { moveAll } from '../entities/bulk.ts'
import type { Entity } from '../entities/read.ts'
import { writeTags } from '../entities/tags.ts'
import { notifyWatchers } from '../entities/watches.ts'
import { sayVerb } from '../entities/write.ts'
import type { Context, Reading } from '../module/context.ts'
import type { RecordChange } from './change.ts'
import type { Conflict } from './conflict.ts'
import { erasedRows, logOf, movedFields, putBack, type FieldGroup, type FieldMoved } from './fields.ts'

/** A record as it is now, and what the change did to it. */
export interface Affected {
  change: RecordChange
  row: Entity
}

/** Records of one kind and verb whose same columns go back together. */
const groupsOf = (records: readonly Affected[]): (FieldGroup & { verb: string; affected: Affected[] })[] => {
  const edited = records.flatMap(({ change, row }) =>
    change.fields && !change.created ? [{ change, row, fields: change.fields }] : [],
  )
  return [
    ...Map.groupBy(edited, ({ change, fields }) =>
      [change.kind.table, fields.last.verb ?? '', ...fields.names].join(' '),
    ).values(),
  ].flatMap((group) => {
    const [one] = group
    if (!one) return []
    return [
      {
        table: one.change.kind.table,
        verb: one.fields.last.verb ?? '',
        names: one.fields.names,
        rows: group.map(({ change, fields }) => ({ id: change.id, change: fields })),
        affected: group,
      },
    ]
  })
}

/** Keys of records of which the change cannot be taken back, since it would need a personal value that was erased. */
export const erasedRecords = async (
  reader: Reading | Context,
  records: readonly Affected[],
): Promise<string[]> => {
  const personal = groupsOf(records).filter(({ names, affected }) =>
    affected.some(({ change }) => names.some((name) => name in (change.kind.personal?.columns ?? {}))),
  )
  const keys: string[] = []
  for (const group of personal) {
    const erased = await erasedRows(logOf(reader), group)
    keys.push(...group.affected.filter(({ row }) => erased.has(row.id)).map(({ row }) => row.key))
  }
  return keys
}

/** Fields, tags and places in the bin that are no longer what the change made them. */
export const recordConflicts = async (
  reader: Reading | Context,
  changeId: string,
  records: readonly Affected[],
): Promise<Conflict[]> => {
  const keys = new Map(records.map(({ row }) => [row.id, row.key]))
  const moved: FieldMoved[] = []
  for (const group of groupsOf(records)) moved.push(...(await movedFields(logOf(reader), group)))
  return [
    ...records.flatMap(headConflict),
    ...(await workedOn(reader, changeId, records)),
    ...moved.map(({ row_id, field, now, at, by, undoes }): Conflict => ({
      record: row_id,
      key: keys.get(row_id) ?? row_id,
      field,
      message:
        undoes === changeId
          ? `was put back already${by ? ` by ${by}` : ''}`
          : `was changed since${by ? ` by ${by}` : ''}`,
      now: now ?? null,
      at,
      by,
    })),
    ...(await tagConflicts(reader, records)),
  ]
}

const headConflict = ({ change, row }: Affected): Conflict[] => {
  const found = (field: string, message: string, now: unknown): Conflict[] => [
    { record: row.id, key: row.key, field, message, now, at: row.updated_at, by: null },
  ]
  const inBin = row.deleted_at !== null
  const leftInBin = change.moved?.action === 'delete'
  if (inBin && !leftInBin) return found('bin', 'was moved to the bin since', row.deleted_at)
  if (!inBin && leftInBin) return found('bin', 'was taken out of the bin since', null)
  return []
}

/** To put a new record away is to put away what somebody did with it since. What the installation did there follows from it. */
const workedOn = async (
  reader: Reading | Context,
  changeId: string,
  records: readonly Affected[],
): Promise<Conflict[]> => {
  const made = new Map(records.flatMap(({ change, row }) => (change.created ? [[row.id, row]] : [])))
  if (made.size === 0) return []
  const rows = await reader.tx.query<{ row_id: string; at: string; by: string }>(
    `select distinct on (a.row_id) a.row_id, a.occurred_at as at, coalesce(u.name, a.actor_type) as by from audit_log a left join users u on u.id = a.actor_id
     where a.org_id = $1 and a.row_id = any ($2::uuid[]) and a.request_id is distinct from $3 and a.actor_type <> 'system' order by a.row_id, a.occurred_at desc`,
    [reader.scope.orgId, [...made.keys()], changeId],
  )
  return rows.map(({ row_id, at, by }) => ({
    record: row_id,
    key: made.get(row_id)?.key ?? row_id,
    field: 'version',
    message: `was changed since it was made, by ${by}`,
    now: made.get(row_id)?.version ?? null,
    at,
    by,
  }))
}

const tagConflicts = async (reader: Reading | Context, records: readonly Affected[]): Promise<Conflict[]> => {
  const tagged = records.filter(({ change }) => change.tags && !change.created)
  const left = await tagsIn(reader, tagged, 'last')
  return tagged.flatMap(({ row }) =>
    String(left.get(row.id)) === String(row.tags)
      ? []
      : [
          {
            record: row.id,
            key: row.key,
            field: 'tags',
            message: 'were changed since',
            now: row.tags,
            at: null,
            by: null,
          },
        ],
  )
}

/** The tags before the first, or after the last, of the change's entries. */
const tagsIn = async (
  { tx, scope }: Pick<Reading | Context, 'tx' | 'scope'>,
  tagged: readonly Affected[],
  which: 'first' | 'last',
): Promise<Map<string, string[]>> => {
  if (tagged.length === 0) return new Map()
  const rows = await tx.query<{ row_id: string; tags: string[] }>(
    `select l.row_id, ${which === 'first' ? 'l.before' : 'l.after'} -> 'tags' as tags
     from unnest($2::timestamptz[], $3::uuid[]) as w (at, entry) join audit_log l on l.org_id = $1 and l.occurred_at = w.at and l.id = w.entry`,
    [
      scope.orgId,
      tagged.map(({ change }) => change.tags?.[which].occurred_at),
      tagged.map(({ change }) => change.tags?.[which].id),
    ],
  )
  return new Map(rows.map(({ row_id, tags }) => [row_id, tags]))
}

/** Puts the records back: out of the bin first, then fields and tags, then what the change had made into the bin. */
export const reverseRecords = async (context: Context, records: readonly Affected[]): Promise<void> => {
  const moved = (action: string): Affected[] =>
    records.filter(({ change }) => change.moved?.action === action)
  await moveEach(context, moved('delete'), false)
  for (const group of groupsOf(records)) await reverseFields(context, group)
  const tagged = records.filter(({ change }) => change.tags && !change.created)
  const had = await tagsIn(context, tagged, 'first')
  for (const { change, row } of tagged) await writeTags(context, change.kind, row, had.get(row.id) ?? [])
  const made = records.filter(({ change }) => change.created && !change.moved)
  await moveEach(context, [...moved('restore'), ...made], true)
}

const moveEach = async (context: Context, records: readonly Affected[], deleted: boolean): Promise<void> => {
  for (const [kind, group] of Map.groupBy(records, ({ change }) => change.kind))
    await moveAll(
      context,
      kind,
      group.map(({ row }) => row),
      deleted,
    )
}

const reverseFields = async (context: Context, group: ReturnType<typeof groupsOf>[number]): Promise<void> => {
  sayVerb(context.tx, group.verb)
  await putBack(logOf(context), group)
  sayVerb(context.tx, '')
  for (const { change, row } of group.affected)
    context.emit({
      type: `${change.kind.kind}.edited.v1`,
      entityId: row.id,
      payload: { id: row.id, key: row.key, changed: group.names },
    })
  notifyWatchers(
    context,
    group.affected.map(({ row }) => row),
    'was changed',
  )
}
