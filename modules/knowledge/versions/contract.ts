import { z } from 'zod'
import { pageOf, projectAction, projectQuery } from '#kernel/contract/index.ts'
import { changeKinds } from './comparison/verdicts.ts'
import { confirmEvidence } from './commands/confirm-evidence.ts'
import { changesOf } from './queries/changes.ts'
import { staleEvidence } from './queries/stale-evidence.ts'

const permit = { kind: 'artifact', action: 'view' }
const limit = z.coerce.number().int().min(1).max(500).default(100)
const change = z.enum(changeKinds)
const difference = z.array(z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() }))
const range = z.object({ start: z.int(), end: z.int() })
const version = z.object({ id: z.uuid(), key: z.string(), filename: z.string(), version_number: z.int() })

const changedPassage = z.object({
  position: z.int(),
  change,
  old: range.nullable(),
  new: range.nullable(),
  similarity: z.number(),
  difference,
  resting: z.array(z.object({ id: z.uuid(), kind: z.string(), label: z.string(), stale: z.boolean() })),
})

/** `GET artifacts/{id}/changes`: what changed since the version that this file supersedes. */
export const readChanges = projectQuery({
  path: 'artifacts/{id}/changes',
  name: 'artifacts.changes',
  summary: 'What changed in a file since its previous version, passage by passage, and what rests on it',
  permit,
  query: z.strictObject({ limit, cursor: z.coerce.number().int().nonnegative().optional() }),
  output: pageOf(changedPassage)
    .extend({
      older: version,
      newer: version,
      compared_at: z.string(),
      counts: z.record(z.enum([...changeKinds, 'unchanged']), z.int()),
    })
    .meta({ id: 'ArtifactChanges' }),
  handle: (reading, { params, query }) =>
    changesOf(reading, params.id, { limit: query.limit, after: query.cursor ?? -1 }),
})

/** `GET evidence/stale`: records that rest on words which a newer version changed. */
export const readStaleEvidence = projectQuery({
  path: 'evidence/stale',
  name: 'evidence.stale',
  summary: 'Records that rest on words which a newer version of their source changed, with the difference',
  permit,
  query: z.strictObject({ record: z.uuid().optional(), limit, cursor: z.uuid().optional() }),
  output: pageOf(
    z.object({
      link_id: z.uuid(),
      stale_since: z.string(),
      relation: z.string(),
      record: z.object({ id: z.uuid(), key: z.string(), kind: z.string(), label: z.string() }),
      quote: z.string(),
      page: z.int().nullable(),
      cell: z.string().nullable(),
      older_id: z.uuid(),
      newer_id: z.uuid().nullable(),
      change,
      difference,
    }),
  ).meta({ id: 'StaleEvidence' }),
  handle: (reading, { query }) => staleEvidence(reading, { ...query, entityId: query.record }),
})

/** `POST evidence/{id}/confirm`: somebody looked, and the record still holds. */
export const confirmStaleEvidence = projectAction({
  method: 'POST',
  path: 'evidence/{id}/confirm',
  name: 'evidence.confirm',
  summary: 'Say that a record still holds although the words changed on which it rests',
  permit,
  body: z.strictObject({ reason: z.string().trim().max(2_000).optional() }),
  output: z.undefined(),
  successStatus: 204,
  handle: (context, { params }) => confirmEvidence(context, params.id),
})
