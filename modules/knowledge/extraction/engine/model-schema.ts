import { z } from 'zod'
import { confidence, factType, insightAttributes, insightType, severity } from './schema.ts'

const quotes = z.array(z.string()).min(1).describe('exact words of the document, copied letter by letter')

const namedItem = z.object({ name: z.string(), confidence, quotes })

/** What a model is asked for: the result's items with quotes where the result has offsets. */
export const modelAnswer = z.object({
  persons: z.array(
    z.object({
      name: z.string(),
      role: z.string().optional(),
      organization: z.string().optional(),
      email: z.string().optional(),
      handle: z.string().optional(),
      confidence,
      quotes,
    }),
  ),
  organizations: z.array(namedItem).default([]),
  places: z.array(namedItem).default([]),
  facts: z.array(
    z.object({
      type: factType,
      key: z.string(),
      normalized: z.string().optional(),
      unit: z.string().optional(),
      confidence,
      quote: z.string().describe('the value exactly as written'),
    }),
  ),
  topics: z.array(z.object({ name: z.string(), parent: z.string().optional(), confidence, quotes })),
  insights: z.array(
    z.object({
      type: insightType,
      category: z.string().optional(),
      title: z.string(),
      description: z.string(),
      severity: severity.optional(),
      suggestedAction: z.string().optional(),
      impactedModules: z.array(z.string()),
      confidence,
      quotes,
      attributes: insightAttributes,
    }),
  ),
})
export type ModelAnswer = z.infer<typeof modelAnswer>
