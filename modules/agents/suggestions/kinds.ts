import { z } from 'zod'
import { defineEntity, field } from '#kernel/entities/index.ts'
import { evidenceWordsSchema } from '#modules/knowledge/artifacts/index.ts'
import { duplicateSchema } from './duplicates.ts'

/** What an agent or extractor would like to change; a person decides. It is kept whatever the decision. */
export const suggestion = defineEntity({
  kind: 'suggestion',
  table: 'suggestions',
  prefix: 'SUG',
  label: { one: 'Suggestion', many: 'Suggestions' },
  group: 'Inbox',
  title: 'title',
  creatable: false,
  fields: {
    title: field.fixed(field.text({ required: true })),
    action: field.fixed(field.choice(['create', 'update', 'link', 'document_edit'], { required: true })),
    target_kind: field.fixed(field.text({ required: true })),
    payload: field.fixed(field.json(z.record(z.string(), z.unknown()), { required: true })),
    rationale: field.fixed(field.longText()),
    confidence: field.fixed(field.number({ required: true })),
    trust: field.fixed(field.number({ required: true })),
    evidence: field.fixed(field.json(z.array(evidenceWordsSchema), { required: true })),
    possible_duplicates: field.fixed(field.json(z.array(duplicateSchema), { required: true })),
    engine: field.fixed(field.text({ required: true })),
    fingerprint: field.fixed(field.text({ required: true })),
    artifact_id: field.fixed(field.reference('artifact')),
    insight_id: field.fixed(field.reference('artifact_insight')),
    state: field.fixed(field.choice(['pending', 'accepted', 'rejected'], { required: true })),
    applied_entity_id: field.fixed(field.reference('entity')),
    decided_at: field.fixed(field.timestamp()),
    decided_by: field.fixed(field.user()),
    rejection_reason: field.fixed(field.longText()),
  },
  states: { field: 'state', initial: 'pending', transitions: { pending: ['accepted', 'rejected'] } },
  search: ['title'],
  columns: ['key', 'title', 'target_kind', 'confidence', 'trust', 'state', 'updated_at'],
})
