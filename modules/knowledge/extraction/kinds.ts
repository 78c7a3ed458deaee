import { z } from 'zod'
import { defineEntity, field } from '#kernel/entities/index.ts'

/**
 * A person, organization or place that documents of a project name, one record however many documents name it. What
 * turns out to be the same is merged, and can be taken apart again.
 */
export const referent = defineEntity({
  kind: 'referent',
  table: 'referents',
  prefix: 'WHO',
  label: { one: 'Person, organization or place', many: 'People, organizations and places' },
  group: 'Library',
  title: 'name',
  creatable: false,
  fields: {
    type: field.fixed(field.choice(['person', 'organization', 'place'], { required: true })),
    name: field.text({ required: true, max: 255 }),
    role: field.text({ max: 255 }),
    organization: field.text({ max: 255 }),
    email: field.text({ max: 320 }),
    handle: field.text({ max: 60 }),
    state: field.fixed(field.choice(['active', 'merged'], { required: true })),
    merged_into: field.fixed(field.reference('referent')),
  },
  states: {
    field: 'state',
    initial: 'active',
    transitions: { active: ['merged'], merged: ['active'] },
  },
  search: ['name', 'organization', 'email', 'handle'],
  personal: {
    columns: {
      name: '[erased]',
      role: null,
      organization: null,
      email: null,
      handle: null,
      match_keys: [],
    },
    named: ['name', 'email', 'handle'],
    same: 'merged_into',
  },
  columns: ['key', 'name', 'type', 'role', 'organization', 'email', 'state', 'updated_at'],
  inner: { match_keys: 'text[]' },
  screens: { page: 'naming' },
})

/** One side of a conflict: where a file gives which value. */
export const conflictSide = z.object({
  artifact_id: z.uuid(),
  filename: z.string(),
  value: z.string(),
  normalized: z.string(),
  start: z.int(),
  end: z.int(),
  quote: z.string(),
})
/** One side of a conflict. */
export type ConflictSide = z.output<typeof conflictSide>

/** Two files give different values for the same thing. Which one holds is for people to say. */
export const conflict = defineEntity({
  kind: 'conflict',
  table: 'conflicts',
  prefix: 'CONF',
  label: { one: 'Conflict between sources', many: 'Conflicts between sources' },
  group: 'Library',
  title: 'title',
  creatable: false,
  fields: {
    title: field.fixed(field.text({ required: true })),
    subject: field.fixed(field.text({ required: true })),
    fact_type: field.fixed(field.text({ required: true })),
    unit: field.fixed(field.text()),
    first_artifact_id: field.fixed(field.reference('artifact', { required: true })),
    first_value: field.fixed(field.text({ required: true })),
    second_artifact_id: field.fixed(field.reference('artifact', { required: true })),
    second_value: field.fixed(field.text({ required: true })),
    sides: field.fixed(field.json(z.array(conflictSide), { required: true })),
    confidence: field.fixed(field.number({ required: true })),
    fingerprint: field.fixed(field.text({ required: true })),
    state: field.fixed(field.choice(['open', 'resolved', 'dismissed'], { required: true })),
    holds: field.fixed(field.choice(['first', 'second', 'neither'])),
    resolution: field.fixed(field.longText()),
  },
  states: {
    field: 'state',
    initial: 'open',
    transitions: { open: ['resolved', 'dismissed'], resolved: ['open'], dismissed: ['open'] },
  },
  search: ['title', 'first_value', 'second_value'],
  columns: ['key', 'title', 'first_value', 'second_value', 'confidence', 'state', 'updated_at'],
  screens: { page: 'two-passages' },
})

/** A subject of a project's files, in a hierarchy that stays as files come and go. Its name may be changed by hand. */
export const topic = defineEntity({
  kind: 'topic',
  table: 'topics',
  prefix: 'TOP',
  label: { one: 'Topic', many: 'Topics' },
  group: 'Library',
  title: 'name',
  creatable: false,
  fields: {
    name: field.text({ required: true, max: 255 }),
    phrase: field.fixed(field.text({ required: true, max: 255 })),
    parent_id: field.fixed(field.reference('topic')),
    state: field.fixed(field.choice(['active', 'retired'], { required: true })),
  },
  states: {
    field: 'state',
    initial: 'active',
    transitions: { active: ['retired'], retired: ['active'] },
  },
  search: ['name'],
  columns: ['key', 'name', 'parent_id', 'state', 'updated_at'],
  screens: { page: 'topic-files', list: 'topic-tree' },
})
