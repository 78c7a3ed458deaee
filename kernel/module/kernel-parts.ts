import { fileURLToPath } from 'node:url'
import type { TableRule } from './define.ts'

/** A part of the kernel that owns tables. */
export interface KernelPart {
  owner: string
  folder: string
  tables: readonly TableRule[]
}

const part = (name: string, tables: readonly TableRule[]): KernelPart => ({
  owner: `kernel/${name}`,
  folder: fileURLToPath(new URL(`../${name}`, import.meta.url)),
  tables,
})

const readInsert = ['select', 'insert'] as const

/** The kernel's own tables, in order of creation. Tables of accounts are guarded by kernel/identity itself. */
export const kernelParts: readonly KernelPart[] = [
  part('identity', []),
  part('tenancy', [
    { name: 'organizations', scope: 'org', audit: {} },
    { name: 'workspaces', scope: 'org', audit: {} },
    { name: 'projects', scope: 'org', audit: {} },
    { name: 'organization_members', scope: 'org', audit: {} },
    { name: 'project_members', scope: 'org', audit: {} },
    {
      name: 'invitations',
      scope: 'org',
      audit: { redact: ['token_hash'] },
      personal: { columns: { email: 'erased-{id}@erased.invalid' } },
    },
    { name: 'api_keys', scope: 'org', audit: { redact: ['key_hash'] } },
  ]),
  part('entities', [
    { name: 'entities', scope: 'project', grants: ['select', 'insert', 'update'] },
    { name: 'entity_numbers', scope: 'project', grants: ['select', 'insert', 'update'] },
    { name: 'comments', scope: 'project', audit: {}, personal: { columns: { body: '[erased]' } } },
    { name: 'mentions', scope: 'project' },
    {
      name: 'notifications',
      scope: 'project',
      personal: { of: 'entity_id', columns: { body: '[erased]' } },
    },
    { name: 'watches', scope: 'project' },
    { name: 'tags', scope: 'project', audit: {} },
    { name: 'entity_tags', scope: 'project', grants: ['select', 'insert', 'delete'] },
    { name: 'saved_views', scope: 'project', audit: {} },
    { name: 'idempotency_keys', scope: 'org', grants: ['select', 'insert', 'update'] },
  ]),
  part('ledger', [
    { name: 'audit_log', scope: 'org', grants: ['select'] },
    { name: 'audit_pending', scope: 'org', grants: ['select'] },
    { name: 'audit_chain', scope: 'org', grants: ['select'] },
    { name: 'audit_archives', scope: 'org', grants: ['select'], audit: {} },
    { name: 'personal_values', scope: 'org', grants: ['select', 'delete'] },
    { name: 'personal_keys', scope: 'org', grants: ['select', 'delete'] },
    { name: 'erasures', scope: 'org', grants: readInsert, audit: {} },
  ]),
  part('graph', [
    { name: 'spans', scope: 'project', grants: readInsert },
    { name: 'links', scope: 'project', audit: {} },
  ]),
  part('events', [
    { name: 'events', scope: 'org', grants: readInsert },
    { name: 'event_deliveries', scope: 'org', grants: ['select', 'insert', 'update'] },
  ]),
  part('jobs', [{ name: 'job_runs', scope: 'org', grants: ['select', 'insert', 'update'] }]),
  part('storage', [{ name: 'blobs', scope: 'project', grants: readInsert }]),
  part('vault', [{ name: 'credentials', scope: 'org', audit: { redact: ['ciphertext', 'wrapped_key'] } }]),
]
