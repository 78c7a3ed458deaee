import { z } from 'zod'
import { DatabaseError, uuidv7 } from '../db/index.ts'
import type { Kind } from '../entities/kind.ts'
import { entityById, type Page } from '../entities/read.ts'
import type { Context } from '../module/context.ts'
import { parseInput } from '../module/parse-input.ts'
import { forbidden, invalid, notFound, Refusal } from '../module/refusal.ts'
import { allows } from '../policy/policy.ts'
import { linksOf, type LinkView } from './links-of.ts'

/** Body of a new link. `rests_on`, `mitigates`, `supersedes`, `blocks`, `relates_to` … */
export const linkBody = z.strictObject({
  relation: z.string().regex(/^[a-z][a-z_]{1,60}$/, 'must be words joined by underscores, such as rests_on'),
  target_id: z.uuid(),
  span_id: z.uuid().optional(),
  confidence: z.number().min(0).max(1).optional(),
  note: z.string().max(2_000).optional(),
})

/** A link about to be made. */
export interface NewLink {
  sourceId: string
  relation: string
  targetId: string
  spanId?: string | undefined
  confidence?: number | undefined
  origin?: 'human' | 'agent' | 'import' | 'rule'
  note?: string | undefined
}

/** Writes links between records of the transaction's project; the same link twice is one link. @throws Refusal 404, 422 */
export const linkEntities = async (context: Context, ...links: readonly NewLink[]): Promise<void> => {
  if (links.some((link) => link.sourceId === link.targetId))
    throw invalid([{ path: 'target_id', message: 'a record cannot be linked to itself' }])
  const rows = links.map((link) => ({
    id: uuidv7(),
    source_id: link.sourceId,
    relation: link.relation,
    target_id: link.targetId,
    span_id: link.spanId,
    confidence: link.confidence,
    origin: link.origin ?? 'human',
    note: link.note,
  }))
  try {
    await context.tx.query(
      `insert into links (org_id, id, project_id, source_id, relation, target_id, span_id, confidence, origin, note, created_by)
       select $1::uuid, id, $2::uuid, source_id, relation, target_id, span_id, confidence, origin, note, $3::uuid
       from jsonb_to_recordset($4::jsonb) as r(id uuid, source_id uuid, relation text, target_id uuid, span_id uuid, confidence numeric, origin text, note text)
       on conflict (org_id, source_id, relation, target_id, coalesce(span_id, '00000000-0000-0000-0000-000000000000')) do nothing`,
      [context.scope.orgId, context.project.id, context.scope.actor.id, JSON.stringify(rows)],
    )
  } catch (error) {
    if (error instanceof DatabaseError && error.code === 'foreign-key') throw notFound('record to link to')
    throw error
  }
  for (const { relation, sourceId: source, targetId: target } of links)
    context.emit({ type: 'link.added.v1', entityId: source, payload: { relation, source, target } })
}

/** Links two records as a caller asks. @throws Refusal 403, 404, 422 */
export const addLink = async (
  context: Context,
  kind: Kind,
  idOrKey: string,
  input: unknown,
): Promise<Page<LinkView>> => {
  const body = parseInput(linkBody, input)
  const source = await entityById(context, kind, idOrKey)
  if (!allows(context.house.registry.policy(kind.kind), context.caller, 'link', source))
    throw forbidden('link', kind.label.one.toLowerCase())
  const [target] = await context.tx.query<{ id: string }>(
    'select id from entities where org_id = $1 and id = $2 and project_id = $3 and deleted_at is null',
    [context.scope.orgId, body.target_id, context.project.id],
  )
  if (!target) throw notFound('record to link to')
  await linkEntities(context, {
    sourceId: source.id,
    relation: body.relation,
    targetId: body.target_id,
    spanId: body.span_id,
    confidence: body.confidence,
    note: body.note,
  })
  return linksOf(context, kind, idOrKey)
}

/** Takes a link away; the audit log keeps that it was there. @throws Refusal 403, 404 */
export const removeLink = async (
  context: Context,
  kind: Kind,
  idOrKey: string,
  linkId: string,
): Promise<void> => {
  const source = await entityById(context, kind, idOrKey)
  if (!allows(context.house.registry.policy(kind.kind), context.caller, 'link', source))
    throw forbidden('unlink', kind.label.one.toLowerCase())
  if (!z.uuid().safeParse(linkId).success)
    throw new Refusal(404, 'not-found', 'There is no such link, or you cannot see it.')
  const gone = await context.tx.query(
    'delete from links where org_id = $1 and id = $2 and (source_id = $3 or target_id = $3) returning id',
    [context.scope.orgId, linkId, source.id],
  )
  if (gone.length === 0) throw notFound('link')
  context.emit({ type: 'link.removed.v1', entityId: source.id, payload: { id: linkId } })
}
