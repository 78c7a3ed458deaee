import { defineEntity, field } from '#kernel/entities/index.ts'

/** How much something matters, weakest first. */
export const grades = ['low', 'medium', 'high', 'critical'] as const

/** Something that has gone wrong already and needs resolving. A risk that occurred is linked by `realizes`. */
export const issue = defineEntity({
  kind: 'issue',
  table: 'issues',
  prefix: 'ISS',
  label: { one: 'Issue', many: 'Issues' },
  group: 'Program',
  title: 'title',
  fields: {
    title: field.text({ required: true }),
    description: field.longText(),
    category: field.text({ max: 100 }),
    priority: field.choice(grades, { required: true }),
    severity: field.choice(grades, { required: true }),
    owner_id: field.user(),
    state: field.fixed(field.choice(['open', 'in_progress', 'resolved', 'closed'], { required: true })),
    resolution: field.fixed(field.longText()),
    identified_on: field.date(),
    due_on: field.date(),
    resolved_on: field.fixed(field.date()),
  },
  states: {
    field: 'state',
    initial: 'open',
    transitions: {
      open: ['in_progress', 'resolved'],
      in_progress: ['open', 'resolved'],
      resolved: ['closed', 'open'],
      closed: ['open'],
    },
  },
  due: { field: 'due_on', open: ['open', 'in_progress'] },
  checks: {
    issues_due_after_found: { fields: ['due_on'], message: 'must not be before the day it was found' },
  },
  search: ['title', 'description', 'resolution'],
  columns: ['key', 'title', 'priority', 'severity', 'owner_id', 'due_on', 'state', 'updated_at'],
})
