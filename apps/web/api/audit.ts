import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { path, request } from './request.ts'

const entry = z.looseObject({
  id: z.string(),
  occurred_at: z.string(),
  project_id: z.nullable(z.string()),
  table: z.string(),
  row_id: z.string(),
  kind: z.nullable(z.string()),
  version: z.nullable(z.number()),
  action: z.string(),
  changed: z.array(z.string()),
  before: z.nullish(z.record(z.string(), z.unknown())),
  after: z.nullish(z.record(z.string(), z.unknown())),
  actor: z.object({ type: z.string(), id: z.nullable(z.string()), name: z.nullable(z.string()) }),
  reason: z.nullable(z.string()),
  request_id: z.nullable(z.string()),
  ip: z.nullable(z.string()),
  category: z.nullish(z.string()),
  sealed_at: z.nullish(z.string()),
  seq: z.nullable(z.number()),
  hash: z.nullable(z.string()),
})

/** One entry of the audit log of an organization. */
export type AuditEntry = z.output<typeof entry>

/** What the log is asked for; everything named holds together. */
export type AuditFilter = {
  actor?: string | undefined
  table?: string | undefined
  kind?: string | undefined
  field?: string | undefined
  action?: string | undefined
  row_id?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

const page = z.object({ items: z.array(entry), next_cursor: z.nullish(z.string()) })

/** One page of the log, newest first. */
export const auditPage = (
  org: string,
  filter: AuditFilter,
  about: { cursor?: string; limit?: number; signal?: AbortSignal },
): Promise<z.output<typeof page>> =>
  request(page, path`/api/v1/orgs/${org}/audit`, {
    query: { ...filter, cursor: about.cursor, limit: about.limit ?? 100 },
    signal: about.signal,
  })

/** The log, read page by page. */
export const auditQuery = (org: string, filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['organization', org, 'audit', filter],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => auditPage(org, filter, { cursor: pageParam, signal }),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  })

const head = z.object({ seq: z.number(), hash: z.string(), waiting: z.number() })

/** The end of the chain of entries. */
export const auditHeadQuery = (org: string) =>
  queryOptions({
    queryKey: ['organization', org, 'audit-head'],
    queryFn: ({ signal }) => request(head, path`/api/v1/orgs/${org}/audit/head`, { signal }),
    refetchInterval: 10_000,
  })

const verdict = z.object({
  ok: z.boolean(),
  checked: z.number(),
  problems: z.array(z.object({ seq: z.number(), problem: z.string() })),
  next: z.nullable(z.number()),
})

/**
 * Whether the chain is sound, asked part by part.
 * @param told how many entries were checked so far
 */
export async function verifyAudit(
  org: string,
  told: (count: number) => void,
): Promise<{ checked: number; problems: number }> {
  const whole = { checked: 0, problems: 0 }
  for (let after: number | null = 0; after !== null;) {
    const part: z.output<typeof verdict> = await request(verdict, path`/api/v1/orgs/${org}/audit/verify`, {
      query: { after },
    })
    whole.checked += part.checked
    whole.problems += part.problems.length
    told(whole.checked)
    after = part.next
  }
  return whole
}

const proof = z.object({
  org_id: z.string(),
  items: z.array(z.looseObject({ seq: z.number() })),
  next: z.nullable(z.number()),
})

/**
 * All sealed entries in the file format that `throughline verify` checks without the database: a line that says what
 * it is, then one line of JSON for each entry. Numbers are carried as text where a float would change them.
 * @param told how many entries were read so far
 */
export async function auditProof(org: string, told: (count: number) => void): Promise<string[]> {
  const lines: string[] = []
  for (let after: number | null = 0; after !== null;) {
    const part: z.output<typeof proof> = await request(proof, path`/api/v1/orgs/${org}/audit/export`, {
      query: { after, limit: 1_000 },
    })
    if (lines.length === 0)
      lines.push(JSON.stringify({ format: 'throughline-audit', org_id: part.org_id, version: 1 }))
    lines.push(...part.items.map((item) => JSON.stringify(item)))
    told(lines.length - 1)
    after = part.next
  }
  return lines
}
