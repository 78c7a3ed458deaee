import { uuidv7 } from '#kernel/db/index.ts'
import type { Context, Reading } from '#kernel/module/index.ts'
import { subjectsOf, type ExtractionResult, type Fact, type Subject } from './engine/index.ts'
import { fingerprintOf, insightsOf, recallFeedback } from './insights/index.ts'

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
    'id uuid, name text, kind text, role text, organization text, email text, handle text, mention_count integer, spans jsonb, confidence numeric',
  artifact_names: 'id uuid, type text, name text, mention_count integer, spans jsonb, confidence numeric',
  artifact_facts:
    'id uuid, type text, key text, value text, normalized text, normalized_number numeric, normalized_date date, unit text, subject text, subject_words text[], start_offset integer, end_offset integer, confidence numeric',
  artifact_topics: 'id uuid, name text, parent text, spans jsonb, confidence numeric',
  artifact_insights:
    'id uuid, type text, category text, title text, description text, severity text, suggested_action text, impacted_modules text[], attributes jsonb, spans jsonb, confidence numeric, fingerprint text',
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

const factRow = (fact: Fact, subject: Subject | undefined): Record<string, unknown> => ({
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
  subject: subject?.subject ?? null,
  subject_words: subject?.words ?? null,
  start_offset: fact.span.start,
  end_offset: fact.span.end,
  confidence: fact.confidence,
})

/** Writes all findings of an artifact in place of the former ones. */
export const storeFindings = async (
  context: Context,
  artifactId: string,
  found: ExtractionResult,
  text: string,
): Promise<void> => {
  const place = placeIn(context, artifactId)
  await replaceRows(
    context,
    'artifact_persons',
    place,
    found.persons.map(({ mentions, ...person }) => ({
      id: uuidv7(),
      ...person,
      kind: person.kind ?? 'person',
      mention_count: mentions,
    })),
  )
  const named = [
    ...found.organizations.map((each) => ({ ...each, type: 'organization' })),
    ...found.places.map((each) => ({ ...each, type: 'place' })),
  ]
  await replaceRows(
    context,
    'artifact_names',
    place,
    named.map(({ mentions, ...each }) => ({ id: uuidv7(), ...each, mention_count: mentions })),
  )
  const subjects = subjectsOf(text, found.facts)
  const facts = found.facts.map((fact, index) => factRow(fact, subjects[index]))
  await replaceRows(context, 'artifact_facts', place, facts)
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
      fingerprint: fingerprintOf(insight, text),
    })),
  )
  await recallFeedback(context, artifactId)
}

const uniqueByName = <T extends { name: string }>(items: readonly T[]): T[] => [
  ...new Map(items.map((item) => [item.name, item])).values(),
]

/** All findings of an artifact in the shape of the API. */
export const findingsOf = async (
  reader: Context | Reading,
  artifactId: string,
): Promise<Record<'persons' | 'organizations' | 'places' | 'facts' | 'topics' | 'insights', unknown[]>> => {
  const params = [reader.scope.orgId, artifactId]
  const [persons, names, facts, topics, insights] = await Promise.all([
    reader.tx.query(
      `select id, name, kind, role, organization, email, handle, mention_count as mentions, confidence::float8 as confidence, spans,
         referent_id, resolution_confidence::float8 as resolution_confidence, resolution_reasons
       from artifact_persons where org_id = $1 and artifact_id = $2 order by mention_count desc, name`,
      params,
    ),
    reader.tx.query<{ type: string }>(
      `select id, type, name, mention_count as mentions, confidence::float8 as confidence, spans, referent_id,
         resolution_confidence::float8 as resolution_confidence, resolution_reasons
       from artifact_names where org_id = $1 and artifact_id = $2 order by mention_count desc, name`,
      params,
    ),
    reader.tx.query(
      `select id, type, key, value, normalized, unit, confidence::float8 as confidence, jsonb_build_object('start', start_offset, 'end', end_offset) as span
       from artifact_facts where org_id = $1 and artifact_id = $2 order by start_offset, id`,
      params,
    ),
    reader.tx.query(
      `select id, name, parent, topic_id, confidence::float8 as confidence, spans from artifact_topics where org_id = $1 and artifact_id = $2 order by confidence desc, name`,
      params,
    ),
    insightsOf(reader, artifactId),
  ])
  const ofType = (type: string): unknown[] => names.filter((each) => each.type === type)
  return {
    persons,
    organizations: ofType('organization'),
    places: ofType('place'),
    facts,
    topics,
    insights,
  }
}
