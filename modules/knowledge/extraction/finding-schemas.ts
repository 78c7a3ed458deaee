import { z } from 'zod'
import { insightType, severity } from './engine/index.ts'

/** Words of a file: half-open UTF-16 offsets into exactly its text. */
const wordsSchema = z.object({ start: z.int(), end: z.int() })

const found = { id: z.uuid(), confidence: z.number() }
const named = {
  ...found,
  name: z.string(),
  mentions: z.int(),
  spans: z.array(wordsSchema),
  referent_id: z.uuid().nullable(),
  resolution_confidence: z.number().nullable(),
  resolution_reasons: z.array(z.string()),
}
const person = z.object({
  ...named,
  kind: z.string(),
  role: z.string().nullable(),
  organization: z.string().nullable(),
  email: z.string().nullable(),
  handle: z.string().nullable(),
})
const place = z.object({ ...named, type: z.string() })
const fact = z.object({
  ...found,
  type: z.string(),
  key: z.string(),
  value: z.string(),
  normalized: z.string().nullable(),
  unit: z.string().nullable(),
  span: wordsSchema,
})
const topic = z.object({
  ...found,
  name: z.string(),
  parent: z.string().nullable(),
  topic_id: z.uuid().nullable(),
  spans: z.array(wordsSchema),
})

/** An insight with what people said of it; `trust` is the confidence as the project's feedback bends it. */
export const insightSchema = z
  .object({
    ...found,
    artifact_id: z.uuid(),
    type: insightType,
    category: z.string().nullable(),
    title: z.string(),
    description: z.string(),
    severity: severity.nullable(),
    suggested_action: z.string().nullable(),
    impacted_modules: z.array(z.string()),
    attributes: z.record(z.string(), z.unknown()),
    trust: z.number(),
    rating: z.number().nullable(),
    feedback: z.string().nullable(),
    dismissed_at: z.string().nullable(),
    spans: z.array(wordsSchema),
  })
  .meta({ id: 'Insight' })

/** What was found in one file. */
export const findingsSchema = z
  .object({
    organizations: z.array(place),
    places: z.array(place),
    persons: z.array(person),
    facts: z.array(fact),
    topics: z.array(topic),
    insights: z.array(insightSchema),
  })
  .meta({ id: 'Findings' })

/** One file's naming of a person, organization or place, and why it was given to the record. */
export const mentionSchema = z
  .object({
    finding_id: z.uuid(),
    artifact_id: z.uuid(),
    filename: z.string(),
    name: z.string(),
    role: z.string().nullable(),
    organization: z.string().nullable(),
    email: z.string().nullable(),
    handle: z.string().nullable(),
    mentions: z.int(),
    spans: z.array(wordsSchema),
    confidence: z.number(),
    referent_id: z.uuid(),
    resolution_confidence: z.number().nullable(),
    reasons: z.array(z.string()),
  })
  .meta({ id: 'Mention' })
