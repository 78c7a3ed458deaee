import { defineEntity, field } from '#kernel/entities/index.ts'

/** What was chosen, why, against what, and until when it holds. */
export const decision = defineEntity({
  kind: 'decision',
  table: 'decisions',
  prefix: 'DEC',
  label: { one: 'Decision', many: 'Decisions' },
  group: 'Program',
  title: 'title',
  fields: {
    title: field.text({ required: true }),
    description: field.longText(),
    category: field.text({ max: 100 }),
    rationale: field.longText({ required: true }),
    alternatives: field.longText(),
    impact: field.longText(),
    decided_by: field.user(),
    state: field.fixed(field.choice(['proposed', 'approved', 'rejected', 'superseded'], { required: true })),
    decided_on: field.date(),
    effective_on: field.date(),
    review_on: field.date(),
    superseded_by: field.fixed(field.reference('decision')),
  },
  states: {
    field: 'state',
    initial: 'proposed',
    transitions: { proposed: ['approved', 'rejected'], approved: ['superseded'], rejected: ['proposed'] },
  },
  due: { field: 'review_on', open: ['approved'] },
  search: ['title', 'description', 'rationale'],
  screens: { page: 'participants' },
  columns: ['key', 'title', 'state', 'decided_on', 'decided_by', 'review_on', 'updated_at'],
})
