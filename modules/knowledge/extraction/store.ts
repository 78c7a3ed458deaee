import { uuidv7 } from '#kernel/db/index.ts'
import type { Context, Reading } from '#kernel/module/index.ts'
import type { ExtractionResult, Fact } from './engine/index.ts'

interface Place {
  orgId: string
  projectId: string
  artifactId: string
}

const placeIn = (context: Context | Reading, artifactId: string): Place => ({
  orgId: context.scope.orgId,
  projectId: context.project.id,
  artifactId,
})

/** Columns that jsonb_to_recordset needs to know, per table. */
const shapes = {
  artifact_persons:
    'id uuid, name text, role text, organization text, email text, mention_count integer, spans jsonb, confidence numeric',
  artifact_facts:
    'id uuid, type text, key text, value text, normalized text, normalized_number numeric, normalized_date date, unit text, start_offset integer, end_offset integer, confidence numeric',
  artifact_topics: 'id uuid, name text, parent text, spans jsonb, confidence numeric',
  artifact_insights:
    'id uuid, type text, category text, title text, description text, severity text, suggested_action text, impacted_modules text[], attributes jsonb, spans jsonb, confidence numeric',
} as const

const replaceRows = async (
  context: Context,
  table: keyof typeof shapes,
  place: Place,
  rows: readonly Record<string, unknown>[],
): Promise<void> => {
  const columns = shapes[table]
    .split(', ')
    .map((column) => column.split(' ')[0])
    .join(', ')
  await context.tx.query(`delete from ${table} where org_id = $1 and artifact_id = $2`, [
    place.orgId,
    place.artifactId,
  ])
  if (rows.length === 0) return
  await context.tx.query(
    `insert into ${table} (org_id, project_id, artifact_id, ${columns})
     select $1::uuid, $2::uuid, $3::uuid, ${columns} from jsonb_to_recordset($4::jsonb) as r(${shapes[table]})`,
    [place.orgId, place.projectId, place.artifactId, JSON.stringify(rows)],
  )
}

const decimal = /^-?\d{1,18}(\.\d{1,12})?$/
const isoDate = /^\d{4}-\d{2}-\d{2}$/

const factRow = (fact: Fact): Record<string, unknown> => ({
  id: uuidv7(),
  type: fact.type,
  key: fact.key,
  value: fact.value,
  normalized: fact.normalized ?? null,
  normalized_number:
    fact.normalized && fact.type !== 'date' && decimal.test(fact.normalized) ? fact.normalized : null,
  normalized_date:
    fact.normalized && fact.type === 'date' && isoDate.test(fact.normalized) ? fact.normalized : null,
  unit: fact.unit ?? null,
  start_offset: fact.span.start,
  end_offset: fact.span.end,
  confidence: fact.confidence,
})

/** Writes all findings of an artifact in place of the former ones. */
export const storeFindings = async (
  context: Context,
  artifactId: string,
  found: ExtractionResult,
): Promise<void> => {
  const place = placeIn(context, artifactId)
  await replaceRows(
    context,
    'artifact_persons',
    place,
    found.persons.map(({ mentions, ...person }) => ({ id: uuidv7(), ...person, mention_count: mentions })),
  )
  await replaceRows(context, 'artifact_facts', place, found.facts.map(factRow))
  await replaceRows(
    context,
    'artifact_topics',
    place,
    uniqueByName(found.topics).map((topic) => ({ id: uuidv7(), ...topic })),
  )
  await replaceRows(
    context,
    'artifact_insights',
    place,
    found.insights.map(({ suggestedAction, impactedModules, ...insight }) => ({
      id: uuidv7(),
      ...insight,
      suggested_action: suggestedAction ?? null,
      impacted_modules: impactedModules,
    })),
  )
}

const uniqueByName = <T extends { name: string }>(items: readonly T[]): T[] => [
  ...new Map(items.map((item) => [item.name, item])).values(),
]

/** An insight as it is stored. */
export interface StoredInsight {
  id: string
  type: 'risk' | 'issue' | 'decision' | 'action' | 'commitment' | 'question'
  category: string | null
  title: string
  description: string
  severity: string | null
  suggested_action: string | null
  attributes: Record<string, unknown>
  spans: { start: number; end: number }[]
  confidence: number
}

/** The insights of an artifact in the order of its text. */
export const insightsOf = (reader: Context | Reading, artifactId: string): Promise<StoredInsight[]> =>
  reader.tx.query<StoredInsight>(
    `select id, type, category, title, description, severity, suggested_action, attributes, spans, confidence::float8 as confidence
     from artifact_insights where org_id = $1 and artifact_id = $2 and dismissed_at is null order by (spans -> 0 ->> 'start')::int, id`,
    [reader.scope.orgId, artifactId],
  )

/** All findings of an artifact in the shape of the API. */
export const findingsOf = async (
  reader: Context | Reading,
  artifactId: string,
): Promise<Record<'persons' | 'facts' | 'topics' | 'insights', unknown[]>> => {
  const params = [reader.scope.orgId, artifactId]
  const [persons, facts, topics, insights] = await Promise.all([
    reader.tx.query(
      `select id, name, role, organization, email, mention_count as mentions, confidence::float8 as confidence, spans from artifact_persons where org_id = $1 and artifact_id = $2 order by mention_count desc, name`,
      params,
    ),
    reader.tx.query(
      `select id, type, key, value, normalized, unit, confidence::float8 as confidence, jsonb_build_object('start', start_offset, 'end', end_offset) as span
       from artifact_facts where org_id = $1 and artifact_id = $2 order by start_offset, id`,
      params,
    ),
    reader.tx.query(
      `select id, name, parent, confidence::float8 as confidence, spans from artifact_topics where org_id = $1 and artifact_id = $2 order by confidence desc, name`,
      params,
    ),
    insightsOf(reader, artifactId),
  ])
  return { persons, facts, topics, insights }
}
