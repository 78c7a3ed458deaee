import { contextOn } from '../contract/open.ts'
import type { OrgContext } from '../contract/request.ts'
import { ident } from '../db/index.ts'
import { keyOf, type Kind } from '../entities/kind.ts'
import { sayVerb } from '../entities/write.ts'
import { notFound, Refusal } from '../module/refusal.ts'
import { eraseRows, type Erasing } from './erase-rows.ts'
import { concludeErasure, type ErasureReport } from './record-erasure.ts'
import { sourcesOf, wordsOf } from './remains.ts'

interface Head {
  id: string
  number: number
  kind: string
  project_id: string
}

/**
 * Erases whom a record is about: its personal columns, those of the records that are the same, what other tables say of
 * them, and all former values of these in the log. The record itself stays, without a name.
 * @throws Refusal 404; 409 `not-personal` for a kind that holds nothing personal
 */
export const eraseRecord = async (
  context: OrgContext,
  recordId: string,
  reason: string,
): Promise<ErasureReport> => {
  const { tx, org, house } = context
  const erasing: Erasing = { tx, orgId: org.id, registry: house.registry }
  const [head] = await tx.query<Head>(
    'select id, number, kind, project_id from entities where org_id = $1 and id = $2 for no key update',
    [org.id, recordId],
  )
  const kind = house.registry.kinds.get(head?.kind ?? '')
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
  if (rows[kind.table]) await tell(context, kind, subjects)
  return concludeErasure(
    erasing,
    { about: 'record', subjects, reason, by: context.scope.actor.id, words, sources },
    rows,
  )
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
  { tx, org, house, access, scope }: OrgContext,
  kind: Kind,
  subjects: readonly string[],
): Promise<void> => {
  const records = await tx.query<Head & { slug: string; settings: Record<string, unknown> }>(
    `select e.id, e.number, e.project_id, p.slug, p.settings from entities e join projects p on p.org_id = e.org_id and p.id = e.project_id
     where e.org_id = $1 and e.id = any ($2::uuid[]) and e.deleted_at is null`,
    [org.id, subjects],
  )
  const changed = Object.keys(kind.personal?.columns ?? {}).filter((name) => name in kind.fields)
  for (const { id, number, project_id, slug, settings } of records) {
    const project = { id: project_id, slug, settings, name: slug, blueprint: 'blank', role: 'admin' as const }
    const place = {
      house,
      org,
      project,
      scope,
      role: project.role,
      userId: access.user.id,
      correlationId: scope.requestId,
    }
    contextOn(place, tx).emit({
      type: `${kind.kind}.edited.v1`,
      entityId: id,
      payload: { id, key: keyOf(kind, number), changed },
    })
  }
}
