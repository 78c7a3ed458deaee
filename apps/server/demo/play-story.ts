import { transactIn } from '#kernel/contract/index.ts'
import {
  addComment,
  createEntity,
  editEntity,
  runCommand,
  setTags,
  type Kind,
} from '#kernel/entities/index.ts'
import { linkEntities } from '#kernel/graph/index.ts'
import type { Context } from '#kernel/module/index.ts'
import { restOnQuote, takeInVersion } from '#modules/knowledge/artifacts/contract.ts'
import { dates, newerPlan, records, work, type DemoRecord, type DemoStep } from '../../../seed/demo/index.ts'
import { toldIn } from './told-in.ts'

type Place = Parameters<typeof transactIn>[0]

/**
 * Works on the demo as its people would: enters records that rest on the very words of the documents, changes, links
 * and discusses them, and brings a newer version of the plan, each on its day of the past weeks. Does nothing where
 * somebody has begun already.
 */
export const playStory = async (place: Place, maxBytes: number): Promise<void> => {
  const made = await transactIn(toldIn(place, dates.records), enterRecords)
  if (!made) return
  for (const step of work)
    await transactIn(toldIn(withReason(place, step), step.daysAgo), (context) => take(context, made, step))
  await takeInVersion(toldIn(place, dates.newerPlan), newerPlan.supersedes, newerPlan, maxBytes)
}

/** Ids and kinds of the records by their names in the story; undefined where the registers are not empty. */
const enterRecords = async (context: Context): Promise<Map<string, MadeRecord> | undefined> => {
  const kinds = [...new Set(records.map(({ kind }) => kind))]
  const present = await context.tx.query(
    'select 1 from entities where org_id = $1 and project_id = $2 and kind = any ($3) limit 1',
    [context.scope.orgId, context.project.id, kinds],
  )
  if (present.length > 0) return undefined
  const made = new Map<string, MadeRecord>()
  for (const record of records) made.set(record.ref, await enter(context, record))
  return made
}

interface MadeRecord {
  kind: Kind
  id: string
}

const enter = async (context: Context, record: DemoRecord): Promise<MadeRecord> => {
  const kind = context.house.registry.kind(record.kind)
  if (!kind) throw new Error(`the demo needs records of the kind ${record.kind}`)
  const { id } = await createEntity(context, kind, record.fields)
  for (const words of record.restsOn) await restOnQuote(context, id, words)
  if (record.tags) await setTags(context, kind, id, { tags: record.tags })
  return { kind, id }
}

const withReason = (place: Place, step: DemoStep): Place =>
  'reason' in step ? { ...place, scope: { ...place.scope, reason: step.reason } } : place

const take = async (
  context: Context,
  made: ReadonlyMap<string, MadeRecord>,
  step: DemoStep,
): Promise<void> => {
  const { kind, id } = named(made, step.ref)
  switch (step.do) {
    case 'edit':
      return void (await editEntity(context, kind, id, step.changes))
    case 'verb':
      return void (await runCommand(context, kind, id, step.verb, { reason: step.reason }))
    case 'comment':
      return void (await addComment(context, kind, id, { body: step.body }))
    case 'link':
      return linkEntities(context, {
        sourceId: id,
        relation: step.relation,
        targetId: named(made, step.to).id,
      })
  }
}

const named = (made: ReadonlyMap<string, MadeRecord>, ref: string): MadeRecord => {
  const record = made.get(ref)
  if (!record) throw new Error(`the demo has no record called ${ref}`)
  return record
}
