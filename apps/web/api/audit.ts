import { queryOptions } from '@tanstack/react-query'
import type { AnswerOf, ItemOf, QueryOf } from '#apps/client/call.ts'
import { pagesOf } from './entities.ts'
import { call } from './request.ts'

/** One entry of the audit log of an organization. */
export type AuditEntry = ItemOf<'audit.list'>

/** What the log is asked for; everything named holds together. */
export type AuditFilter = Omit<QueryOf<'audit.list'>, 'limit' | 'cursor'>

/** One page of the log, newest first. */
export const auditPage = (
  org: string,
  filter: AuditFilter,
  { signal, limit = 100, cursor }: { cursor?: string; limit?: number; signal?: AbortSignal },
): Promise<AnswerOf<'audit.list'>> =>
  call('audit.list', { params: { org }, query: { ...filter, cursor, limit } }, { signal })

/** The log, read page by page. */
export const auditQuery = (org: string, filter: AuditFilter) =>
  pagesOf(['organization', org, 'audit', filter], (cursor, signal) =>
    auditPage(org, filter, { cursor, signal }),
  )

/** The end of the chain of entries. */
export const auditHeadQuery = (org: string) =>
  queryOptions({
    queryKey: ['organization', org, 'audit-head'],
    queryFn: ({ signal }) => call('audit.head', { params: { org } }, { signal }),
    refetchInterval: 10_000,
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
    const part: AnswerOf<'audit.verify'> = await call('audit.verify', { params: { org }, query: { after } })
    whole.checked += part.checked
    whole.problems += part.problems.length
    told(whole.checked)
    after = part.next
  }
  return whole
}

/**
 * All sealed entries in the file format that `throughline verify` checks without the database: a line that says what
 * it is, then one line of JSON for each entry. Numbers are carried as text where a float would change them.
 * @param told how many entries were read so far
 */
export async function auditProof(org: string, told: (count: number) => void): Promise<string[]> {
  const lines: string[] = []
  for (let after: number | null = 0; after !== null;) {
    const part: AnswerOf<'audit.export'> = await call('audit.export', {
      params: { org },
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
