import { createHash } from 'node:crypto'
import { insertEntities, type Reader } from '#kernel/entities/index.ts'
import { linkEntities, spansFor } from '#kernel/graph/index.ts'
import type { Context } from '#kernel/module/index.ts'
import { evidenceFor } from '#modules/knowledge/artifacts/index.ts'
import { conflict, type ConflictSide } from '../kinds.ts'
import {
  comparisonsOf,
  contradictionsOf,
  variedOf,
  type Contradiction,
  type Statement,
} from './contradiction.ts'

/** Statements that are compared with those of one file, at most. */
const compared = 5_000

/** Makes a conflict of each thing for which a file gives another value than a file before it; the same one is made once. */
export const findConflicts = async (context: Context, artifactId: string): Promise<void> => {
  const own = await statements(context, 'f.artifact_id = $3', [artifactId])
  const words = [...new Set(own.flatMap((statement) => statement.words))]
  if (words.length === 0) return
  const others = await statements(context, sharingWords, [artifactId, words])
  const comparisons = comparisonsOf(own, others)
  await keep(context, contradictionsOf(comparisons))
  await dismissVaried(context, variedOf(comparisons))
}

/** Words are looked up in a table of them: comparing each of a fact's with each of a file's takes seconds of a long sheet. */
const sharingWords =
  'f.artifact_id <> $3 and exists (select 1 from unnest(f.subject_words) as own(word) where own.word in (select unnest($4::text[])))'

const statements = (reader: Reader, condition: string, params: readonly unknown[]): Promise<Statement[]> =>
  reader.tx.query<Statement>(
    `select f.id, f.artifact_id as "artifactId", a.filename, f.type, f.unit, f.value, f.normalized, f.subject, f.subject_words as words,
       f.start_offset as start, f.end_offset as end
     from artifact_facts f
     join artifacts a on a.org_id = f.org_id and a.id = f.artifact_id
     join entities e on e.org_id = f.org_id and e.id = f.artifact_id
     where f.org_id = $1 and f.project_id = $2 and f.subject_words is not null and f.normalized is not null
       and a.superseded_by is null and e.deleted_at is null and ${condition}
     order by f.artifact_id, f.start_offset limit ${compared}`,
    [reader.scope.orgId, reader.project.id, ...params],
  )

const dismissVaried = async (
  context: Context,
  { things, artifactIds }: ReturnType<typeof variedOf>,
): Promise<void> => {
  if (things.length === 0) return
  await context.tx.query(
    `update conflicts set state = 'dismissed', resolution = 'Every file gives a value of its own for this.'
     where org_id = $1 and project_id = $2 and state = 'open'
       and first_artifact_id = any ($3::uuid[]) and second_artifact_id = any ($3::uuid[]) and (fact_type, subject) in (
         select t.type, t.subject from jsonb_to_recordset($4::jsonb) as t (type text, subject text))`,
    [context.scope.orgId, context.project.id, [...artifactIds], JSON.stringify(things)],
  )
}

/** Conflicts that are written together; the messages to the database stay small. */
const together = 100

/** Keeps contradictions that are not known yet, each with the words of both sides. */
const keep = async (context: Context, found: readonly Contradiction[]): Promise<void> => {
  const byFingerprint = new Map<string, Contradiction>()
  for (const each of found) {
    const fingerprint = fingerprintOf(each.first, each.second)
    if (!byFingerprint.has(fingerprint)) byFingerprint.set(fingerprint, each)
  }
  const known = await context.tx.query<{ fingerprint: string }>(
    'select fingerprint from conflicts where org_id = $1 and project_id = $2 and fingerprint = any ($3::text[])',
    [context.scope.orgId, context.project.id, [...byFingerprint.keys()]],
  )
  for (const { fingerprint } of known) byFingerprint.delete(fingerprint)
  const fresh = [...byFingerprint]
  for (let from = 0; from < fresh.length; from += together)
    await keepTogether(context, fresh.slice(from, from + together))
}

const keepTogether = async (
  context: Context,
  fresh: readonly (readonly [fingerprint: string, found: Contradiction])[],
): Promise<void> => {
  const rows: { values: Record<string, unknown>; sides: ConflictSide[]; confidence: number }[] = []
  for (const [fingerprint, { first, second, confidence }] of fresh) {
    const sides = [await sideOf(context, first), await sideOf(context, second)]
    const values = {
      title: `${first.value} or ${second.value}: ${second.subject}`.replace(/\s+/g, ' ').slice(0, 300),
      subject: second.subject,
      fact_type: second.type,
      unit: second.unit,
      first_artifact_id: first.artifactId,
      first_value: first.value.slice(0, 500),
      second_artifact_id: second.artifactId,
      second_value: second.value.slice(0, 500),
      sides,
      confidence: confidence.toFixed(4),
      fingerprint,
    }
    rows.push({ values, sides, confidence })
  }
  const made = await insertEntities(
    context,
    conflict,
    rows.map(({ values }) => values),
  )
  const resting = rows.flatMap(({ sides, confidence }, at) =>
    sides.map((side) => ({ ...side, confidence, conflictId: made[at]?.id ?? '' })),
  )
  const spans = await spansFor(
    context,
    resting.map(({ artifact_id: artifactId, start, end, quote }) => ({ artifactId, start, end, quote })),
  )
  const links = resting.map(({ artifact_id, confidence, conflictId }, at) => ({
    sourceId: conflictId,
    relation: 'rests_on',
    targetId: artifact_id,
    spanId: spans[at],
    confidence,
    origin: 'rule' as const,
  }))
  await linkEntities(context, ...links)
}

const sideOf = async (context: Context, statement: Statement): Promise<ConflictSide> => {
  const { artifactId, filename, value, normalized, start, end } = statement
  const [words] = await evidenceFor(context, artifactId, [{ start, end }])
  return { artifact_id: artifactId, filename, value, normalized, start, end, quote: words?.quote ?? value }
}

const fingerprintOf = (a: Statement, b: Statement): string =>
  createHash('sha256')
    .update(
      [a, b]
        .map(({ artifactId, type, normalized, words }) => [artifactId, type, normalized, ...words].join(' '))
        .toSorted()
        .join('\u001f'),
    )
    .digest('hex')
