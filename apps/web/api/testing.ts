import type { Entity } from './entities.ts'

/** A record as the server answers it; what a test is about goes over the rest. */
export const entityWith = (fields: Record<string, unknown>): Entity => ({
  id: 'a',
  project_id: 'p',
  key: 'RISK-1',
  kind: 'risk',
  label: '',
  version: 1,
  created_at: '2026-01-01T00:00:00.000Z',
  created_by: null,
  updated_at: '2026-01-01T00:00:00.000Z',
  updated_by: null,
  deleted_at: null,
  tags: [],
  abilities: { edit: true, delete: true, restore: true, comment: true, link: true, verbs: {} },
  ...fields,
})
