import { z } from 'zod'
import { orgEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { pageOf } from '../contract/schemas.ts'
import type { Tx } from '../db/index.ts'
import { openBeside } from './beside.ts'
import { auditEntries, auditEntrySchema, auditQuery } from './audit-list.ts'
import { genesis } from './entry.ts'
import { heads } from './heads.ts'
import { proofLines, proofLineSchema } from './proof.ts'
import { verifyChain } from './verify-chain.ts'

const problem = z.object({
  org_id: z.uuid(),
  seq: z.int(),
  problem: z.string(),
  entry_id: z.uuid().nullable(),
})
const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** Administrators read the whole log, that of closed and deleted projects included. */
export const seeAllProjects = (tx: Tx, orgId: string): Promise<unknown> =>
  tx.query(
    `select set_config('app.project_ids', '{' || coalesce(string_agg(id::text, ','), '') || '}', true) from projects where org_id = $1`,
    [orgId],
  )

/** The audit log of an organization, for its administrators. */
export const ledgerEndpoints: readonly Endpoint[] = [
  orgEndpoint({
    method: 'GET',
    path: 'audit',
    name: 'audit.list',
    summary: 'Who changed what, when and why; newest first',
    permit: { orgRole: 'admin' },
    query: auditQuery,
    output: pageOf(auditEntrySchema),
    handle: async ({ tx, org, house }, { query }) => {
      await seeAllProjects(tx, org.id)
      return auditEntries(tx, house.vault, org.id, query)
    },
  }),
  orgEndpoint({
    method: 'GET',
    path: 'audit/head',
    name: 'audit.head',
    summary: 'The end of the chain of entries: keep it outside, and later check against it',
    permit: { orgRole: 'admin' },
    output: z.object({ org_id: z.uuid(), seq: z.int(), hash, waiting: z.int() }),
    handle: async ({ tx, org }) => {
      const [head] = await heads(tx, org.id)
      const [waiting] = await tx.query<{ count: number }>(
        'select count(*) from audit_pending where org_id = $1',
        [org.id],
      )
      return {
        org_id: org.id,
        seq: head?.seq ?? 0,
        hash: head?.hash ?? genesis,
        waiting: waiting?.count ?? 0,
      }
    },
  }),
  orgEndpoint({
    method: 'GET',
    path: 'audit/verify',
    name: 'audit.verify',
    summary:
      'Check a part of the chain: that no entry was altered, deleted or put in; go on after `next` until it is null. With seq and hash, against a head that you kept',
    permit: { orgRole: 'admin' },
    query: z
      .strictObject({
        after: z.coerce.number().int().min(0).default(0),
        limit: z.coerce.number().int().min(1).max(50_000).default(10_000),
        seq: z.coerce.number().int().min(1).optional(),
        hash: hash.optional(),
      })
      .refine(
        ({ seq, hash: kept }) => (seq === undefined) === (kept === undefined),
        'seq and hash go together',
      ),
    output: z.object({
      ok: z.boolean(),
      checked: z.int(),
      archived: z.int(),
      problems: z.array(problem),
      next: z.int().nullable(),
    }),
    handle: async ({ tx, org, house }, { query }) => {
      await seeAllProjects(tx, org.id)
      const kept =
        query.seq !== undefined && query.hash !== undefined
          ? [{ org_id: org.id, seq: query.seq, hash: query.hash }]
          : []
      return verifyChain(tx, {
        orgId: org.id,
        part: { afterSeq: query.after, most: query.limit },
        heads: kept,
        vault: house.vault,
      })
    },
  }),
  orgEndpoint({
    method: 'GET',
    path: 'audit/export',
    name: 'audit.export',
    summary:
      'Sealed entries with their hashes, in order: what anybody needs to check them; the hash of each is SHA-256 over previous, a line feed and the entry in canonical JSON (RFC 8785)',
    permit: { orgRole: 'admin' },
    query: z.strictObject({
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(1_000).default(500),
    }),
    output: z.object({ org_id: z.uuid(), items: z.array(proofLineSchema), next: z.int().nullable() }),
    handle: async ({ tx, org, house }, { query }) => {
      await seeAllProjects(tx, org.id)
      const options = { most: query.limit, beside: openBeside(tx, house.vault, org.id) }
      const items = await Array.fromAsync(proofLines(tx, org.id, { afterSeq: query.after }, options))
      const last = items.at(-1)
      return { org_id: org.id, items, next: items.length === query.limit && last ? last.seq : null }
    },
  }),
]
