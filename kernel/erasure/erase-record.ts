import { ident, type TenantScope } from '../db/index.ts'
import { keyOf, type Kind } from '../entities/kind.ts'
import { sayVerb } from '../entities/write.ts'
import { writeEvent } from '../events/emit.ts'
import { notFound, Refusal } from '../module/refusal.ts'
import type { Registry } from '../module/registry.ts'
import { eraseRows, type Erasing } from './erase-rows.ts'
import { concludeErasure, type ErasureReport, type ErasureWish } from './record-erasure.ts'
import { sourcesOf, wordsOf } from './remains.ts'

interface Head {
  id: string
  number: number
  kind: string
  project_id: string
}

/** The same with what telling others of it takes. */
export interface RecordErasing extends Erasing {
  registry: Registry
  scope: TenantScope
}

/**
 * Erases whom a record is about: its personal columns, those of the records that are the same, what other tables say of
 * them, and all former values of these in the log. The record itself stays, without a name.
 * @throws Refusal 404; 409 `not-personal` for a kind that holds nothing personal
 */
export const eraseRecord = async (
  erasing: RecordErasing,
  recordId: string,
  wish: Pick<ErasureWish, 'reason' | 'by' | 'id'>,
): Promise<ErasureReport> => {
  const { tx, orgId, registry } = erasing
  const [head] = await tx.query<Head>(
    'select id, number, kind, project_id from entities where org_id = $1 and id = $2 for no key update',
    [orgId, recordId],
  )
  const kind = registry.kinds.get(head?.kind ?? '')
  if (!head || !kind) throw notFound('record')
  if (!kind.personal)
    throw new Refusal(
      409,
      'not-personal',
      `${kind.label.many} declare no personal data. Edit or delete the record instead.`,
    )
  const subjects = await sameAs(erasing, kind, head.id)
  const [words, sources] = [await wordsOf(erasing, subjects), await sourcesOf(erasing, subjects)]
  sayVerb(tx, 'erase')
  const rows = await eraseRows(erasing, subjects)
  sayVerb(tx, '')
  if (rows[kind.table]) await tell(erasing, kind, subjects)
  return concludeErasure(erasing, { ...wish, about: 'record', subjects, words, sources }, rows)
}

/** The record first, then all that were found to be the same. */
const sameAs = async ({ tx, orgId }: Erasing, kind: Kind, id: string): Promise<string[]> => {
  const same = kind.personal?.same
  if (!same) return [id]
  const [table, column] = [ident(kind.table), ident(same)]
  const rows = await tx.query<{ id: string }>(
    `with recursive found (id) as (
       select $2::uuid
       union
       select case when t.id = f.id then t.${column} else t.id end from found f
       join ${table} t on t.org_id = $1 and (t.${column} = f.id or (t.id = f.id and t.${column} is not null))
     ) select id from found`,
    [orgId, id],
  )
  return [id, ...rows.map((row) => row.id).filter((each) => each !== id)]
}

/** What is derived from the records, such as the search, hears that they changed. */
const tell = async (
  { tx, orgId, registry, scope }: RecordErasing,
  kind: Kind,
  subjects: readonly string[],
): Promise<void> => {
  const records = await tx.query<Head>(
    'select id, number, kind, project_id from entities where org_id = $1 and id = any ($2::uuid[]) and deleted_at is null',
    [orgId, subjects],
  )
  const changed = Object.keys(kind.personal?.columns ?? {}).filter((name) => name in kind.fields)
  for (const { id, number, project_id } of records)
    writeEvent(
      tx,
      registry,
      scope,
      { projectId: project_id, correlationId: scope.requestId, causationId: null },
      { type: `${kind.kind}.edited.v1`, entityId: id, payload: { id, key: keyOf(kind, number), changed } },
    )
}
