import { z } from 'zod'

/** Half-open UTF-16 offsets into the document's text; never empty. */
export const span = z
  .object({ start: z.number().int().min(0), end: z.number().int().min(1) })
  .refine((s) => s.end > s.start, 'a span is not empty')

/** How sure the engine is, from 0 to 1. */
export const confidence = z.number().min(0).max(1)

/** Something that bears a name in the document, with every place where the name stands. */
export const named = z.object({
  name: z.string().min(1).max(255),
  mentions: z.number().int().min(1),
  confidence,
  spans: z.array(span).min(1),
})
export type Named = z.infer<typeof named>

/**
 * Somebody named in the document, with every place where the name stands. A `party` is whoever a contract calls by a
 * role that it defines ("the Borrower"): `name` is that role, `organization` whom it stands for where the contract says so.
 */
export const person = z.object({
  name: z.string().min(1).max(255),
  kind: z.enum(['party']).optional(),
  role: z.string().min(1).max(255).optional(),
  organization: z.string().min(1).max(255).optional(),
  email: z.string().min(3).max(320).optional(),
  handle: z.string().min(1).max(60).optional(),
  mentions: z.number().int().min(1),
  confidence,
  spans: z.array(span).min(1),
})
export type Person = z.infer<typeof person>

/** The kinds of fact that the engine knows. */
export const factType = z.enum([
  'date',
  'amount',
  'percentage',
  'quantity',
  'identifier',
  'organization',
  'address',
  'contact',
  'party',
  'key-value',
])
export type FactType = z.infer<typeof factType>

/**
 * A value stated by the document. `value` is as written and is what the span covers; `normalized` is an ISO date, a
 * plain decimal number or a cleaned string; `unit` is a currency code (ISO 4217), `%`, or a unit of measure.
 */
export const fact = z.object({
  type: factType,
  key: z.string().min(1).max(255),
  value: z.string().min(1),
  normalized: z.string().min(1).optional(),
  unit: z.string().min(1).max(50).optional(),
  confidence,
  span,
})
export type Fact = z.infer<typeof fact>

/** A subject of the document; `parent` names another topic of the same result. */
export const topic = z.object({
  name: z.string().min(1).max(255),
  parent: z.string().min(1).max(255).optional(),
  confidence,
  spans: z.array(span).min(1),
})
export type Topic = z.infer<typeof topic>

export const insightType = z.enum(['risk', 'issue', 'decision', 'action', 'commitment', 'question'])
export type InsightType = z.infer<typeof insightType>

export const severity = z.enum(['low', 'medium', 'high', 'critical'])
export type Severity = z.infer<typeof severity>

/** The five steps on which probability and impact of a risk are given. */
export const scale = z.enum(['very_low', 'low', 'medium', 'high', 'very_high'])
export type Scale = z.infer<typeof scale>

/** What is particular to one type of insight; every field is optional, and only those of the type are set. */
export const insightAttributes = z.object({
  probability: scale.optional(),
  impact: scale.optional(),
  priority: severity.optional(),
  severity: severity.optional(),
  rationale: z.string().optional(),
  alternatives: z.array(z.string()).optional(),
  owner: z.string().optional(),
  dueDate: z.iso.date().optional(),
})
export type InsightAttributes = z.infer<typeof insightAttributes>

/** A statement of the document on which somebody should act or decide. Its spans are the sentences it rests on. */
export const insight = z.object({
  type: insightType,
  category: z.string().min(1).max(100).optional(),
  title: z.string().min(1).max(200),
  description: z.string().min(1),
  severity: severity.optional(),
  suggestedAction: z.string().min(1).optional(),
  impactedModules: z.array(z.string()),
  confidence,
  spans: z.array(span).min(1),
  attributes: insightAttributes,
})
export type Insight = z.infer<typeof insight>

/** Everything that was found in one document, and how many candidates were refused and why. */
export const extractionResult = z.object({
  persons: z.array(person),
  organizations: z.array(named),
  places: z.array(named),
  facts: z.array(fact),
  topics: z.array(topic),
  insights: z.array(insight),
  dropped: z.object({
    count: z.number().int().min(0),
    reasons: z.record(z.string(), z.number().int().min(1)),
  }),
})
export type ExtractionResult = z.infer<typeof extractionResult>
