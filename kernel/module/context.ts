import type { Caller } from '../policy/policy.ts'
import type { DomainEvent } from '../events/event.ts'
import type { Job } from '../jobs/job.ts'
import type { Sql, TenantScope, Tx } from '../db/index.ts'
import type { House } from './house.ts'

/** One request, reaction or job step inside one tenant transaction: whose it is, who acts and what it may reach. */
export interface Context {
  house: House
  org: { id: string; slug: string }
  project: { id: string; slug: string; settings: Record<string, unknown> }
  caller: Caller
  scope: TenantScope
  /** the open tenant transaction */
  tx: Tx
  /** ties together all that follows from one request */
  correlationId: string
  causationId: string | null
  now: string
  /** the version that the caller saw (`If-Match`), where one was named */
  expectedVersion?: number | undefined
  /** writes an event in this transaction and notes who has to hear of it */
  emit(event: DomainEvent): void
  /** queues a job that exists only when this transaction commits, and begins not before `after`; gives the id of its run */
  send<I>(job: Job<I>, input: I, about?: { entityId?: string; after?: Date | undefined }): Promise<string>
}

/** What reading needs: the same as {@link Context}, with queries that each travel alone. */
export type Reading = Omit<Context, 'tx' | 'emit' | 'send'> & { tx: Sql }
