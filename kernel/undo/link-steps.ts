import type { Context, Reading } from '../module/context.ts'
import type { LinkChange } from './change.ts'
import { logOf, movedFields, putBack, type FieldGroup } from './fields.ts'
import type { Conflict } from './conflict.ts'

const having = (links: readonly LinkChange[], effect: LinkChange['effect']): LinkChange[] =>
  links.filter((link) => link.effect === effect)

const altered = (links: readonly LinkChange[]): FieldGroup[] =>
  having(links, 'altered').map(({ id, fields }) => ({
    table: 'links',
    names: fields.names,
    rows: [{ id, change: fields }],
  }))

/** Links of the change that somebody took away, put back or altered since. */
export const linkConflicts = async (
  reader: Reading | Context,
  links: readonly LinkChange[],
): Promise<Conflict[]> => {
  if (links.length === 0) return []
  const { orgId } = reader.scope
  const present = await reader.tx.query<{ id: string }>(
    'select id from links where org_id = $1 and id = any ($2::uuid[])',
    [orgId, links.map(({ id }) => id)],
  )
  const there = new Set(present.map(({ id }) => id))
  const gone = [...having(links, 'added'), ...having(links, 'altered')].filter(({ id }) => !there.has(id))
  const back = having(links, 'removed').filter(({ id }) => there.has(id))
  const moved = await Promise.all(altered(links).map((group) => movedFields(logOf(reader), group)))
  return [
    ...gone.map(({ id }) => aboutLink(id, 'was removed since')),
    ...back.map(({ id }) => aboutLink(id, 'is there again')),
    ...moved.flat().map(({ row_id, field }) => aboutLink(row_id, `was changed since: ${field}`)),
  ]
}

const aboutLink = (id: string, message: string): Conflict => ({
  record: id,
  key: 'links',
  field: id,
  message,
  now: null,
  at: null,
  by: null,
})

/** Takes added links away, puts removed ones back as they were, and altered ones back to what they said. */
export const reverseLinks = async (context: Context, links: readonly LinkChange[]): Promise<void> => {
  const { tx, scope } = context
  const [added, removed] = [having(links, 'added'), having(links, 'removed')]
  if (added.length > 0)
    tx.defer('delete from links where org_id = $1 and id = any ($2::uuid[])', [
      scope.orgId,
      added.map(({ id }) => id),
    ])
  if (removed.length > 0)
    await tx.query(
      `insert into links select p.* from unnest($2::timestamptz[], $3::uuid[]) as w (at, entry)
         join audit_log l on l.org_id = $1 and l.occurred_at = w.at and l.id = w.entry
         cross join lateral jsonb_populate_record(null::links, l.before) p on conflict do nothing`,
      [
        scope.orgId,
        removed.map(({ fields }) => fields.last.occurred_at),
        removed.map(({ fields }) => fields.last.id),
      ],
    )
  for (const group of altered(links)) await putBack(logOf(context), group)
  for (const { id, sourceId, targetId, effect } of links) {
    if (effect === 'altered') continue
    context.emit(
      effect === 'added'
        ? { type: 'link.removed.v1', entityId: sourceId, payload: { id } }
        : { type: 'link.added.v1', entityId: sourceId, payload: { id, source: sourceId, target: targetId } },
    )
  }
}
