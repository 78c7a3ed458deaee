import { bookkeeping } from '../entities/history.ts'
import type { Kind } from '../entities/kind.ts'
import type { Reader } from '../entities/read.ts'
import { notFound, Refusal } from '../module/refusal.ts'
import type { Registry } from '../module/registry.ts'

/** One entry of the log, without the values that it holds. */
export interface ChangeEntry {
  id: string
  occurred_at: string
  table_name: string
  row_id: string
  kind: string | null
  version: number | null
  action: string
  changed: string[]
  verb: string | null
  undoes: string | null
  actor_type: string
  actor_id: string | null
  actor_name: string | null
  reason: string | null
  /** commitment to the personal values that the entry leaves out */
  personal: string | null
  /** ends of a link; null for other tables */
  source_id: string | null
  target_id: string | null
}

/** Some columns of a row and the entries between which they changed: `before` of the first, `after` of the last. */
export interface FieldChange {
  first: ChangeEntry
  last: ChangeEntry
  names: string[]
}

/** What a change did to one record. */
export interface RecordChange {
  kind: Kind
  id: string
  created: boolean
  /** moved to the bin, or taken out of it */
  moved: ChangeEntry | undefined
  fields: FieldChange | undefined
  tags: FieldChange | undefined
  /** verbs by which it was done; an edit has none */
  verbs: string[]
}

/** What a change did to one link. */
export interface LinkChange {
  id: string
  sourceId: string
  targetId: string
  effect: 'added' | 'removed' | 'altered'
  fields: FieldChange
}

/** All that one request changed in a project. */
export interface Change {
  id: string
  at: string
  actor: { type: string; id: string | null; name: string | null }
  reason: string | null
  undoes: string | null
  records: RecordChange[]
  links: LinkChange[]
  /** tables of the change that undo knows no way back for */
  beyond: string[]
}

/**
 * Reads what a request changed in the project, from the log.
 * @throws Refusal 404 for a request that changed nothing here, 409 when it changed more than `most` rows
 */
export const readChange = async (reader: Reader, id: string, most: number): Promise<Change> => {
  const entries = await reader.tx.query<ChangeEntry>(
    `select a.id, a.occurred_at, a.table_name, a.row_id, a.kind, a.version, a.action, a.changed, a.verb, a.undoes, a.actor_type, a.actor_id, u.name as actor_name, a.reason, a.personal,
       case when a.table_name = 'links' then coalesce(a.after, a.before) ->> 'source_id' end as source_id,
       case when a.table_name = 'links' then coalesce(a.after, a.before) ->> 'target_id' end as target_id
     from audit_log a left join users u on u.id = a.actor_id
     where a.org_id = $1 and a.request_id = $2 and a.project_id = $3 order by a.occurred_at, a.version nulls last limit $4`,
    [reader.scope.orgId, id, reader.project.id, most + 1],
  )
  const [first] = entries
  if (!first) throw notFound('change')
  if (entries.length > most)
    throw new Refusal(
      409,
      'too-large',
      `This change wrote more than ${most} rows, which is more than can be undone at once. Undo it for some of its records at a time.`,
    )
  const { registry } = reader.house
  // what the installation did in consequence follows the undo by itself, as it followed the change
  const own = entries.filter(
    ({ actor_type, actor_id }) => actor_type === first.actor_type && actor_id === first.actor_id,
  )
  return {
    id,
    at: first.occurred_at,
    actor: { type: first.actor_type, id: first.actor_id, name: first.actor_name },
    reason: first.reason,
    undoes: first.undoes,
    records: byRow(own.filter(isOfRecord)).flatMap((of) => recordChange(registry, of)),
    links: byRow(own.filter(isOfLink)).flatMap(linkChange),
    beyond: [
      ...new Set(
        own
          .filter((entry) => !isOfRecord(entry) && !isOfLink(entry) && entry.table_name !== vocabulary)
          .map(({ table_name }) => table_name),
      ),
    ],
  }
}

/** A tag that a project got stays among its tags. */
const vocabulary = 'tags'
const isOfRecord = ({ kind }: ChangeEntry): boolean => kind !== null
const isOfLink = ({ table_name }: ChangeEntry): boolean => table_name === 'links'

const byRow = (entries: readonly ChangeEntry[]): ChangeEntry[][] => [
  ...Map.groupBy(entries, ({ row_id }) => row_id).values(),
]

const recordChange = (registry: Registry, entries: readonly ChangeEntry[]): RecordChange[] => {
  const [head] = entries
  const kind = registry.kinds.get(head?.kind ?? '')
  if (!head || !kind) return []
  const own = entries.filter(({ table_name }) => table_name === kind.table)
  const updates = own.filter(({ action }) => action === 'update')
  const moves = entries.filter(({ action }) => action === 'delete' || action === 'restore')
  const created = own.some(({ action }) => action === 'create')
  // made and put away again leaves nothing to undo, nor does the bin and back
  if (created && moves.length % 2 === 1) return []
  return [
    {
      kind,
      id: head.row_id,
      created,
      moved: moves.length % 2 === 1 ? moves.at(-1) : undefined,
      fields: fieldChange(updates),
      tags: fieldChange(entries.filter(({ table_name }) => table_name === 'entity_tags')),
      verbs: [...new Set(updates.flatMap(({ verb }) => verb ?? []))],
    },
  ]
}

const fieldChange = (updates: readonly ChangeEntry[]): FieldChange | undefined => {
  const [first] = updates
  const last = updates.at(-1)
  const names = [...new Set(updates.flatMap(({ changed }) => changed))].filter(
    (name) => !bookkeeping.has(name),
  )
  return first && last && names.length > 0 ? { first, last, names: names.toSorted() } : undefined
}

const linkChange = (entries: readonly ChangeEntry[]): LinkChange[] => {
  const [first] = entries
  const last = entries.at(-1)
  const begins = first?.action === 'create'
  const ends = last?.action === 'delete'
  if (!first || !last || !last.source_id || !last.target_id || (begins && ends)) return []
  return [
    {
      id: first.row_id,
      sourceId: last.source_id,
      targetId: last.target_id,
      effect: begins ? 'added' : ends ? 'removed' : 'altered',
      fields: { first, last, names: [...new Set(entries.flatMap(({ changed }) => changed))].toSorted() },
    },
  ]
}
