import type { Tx, TenantScope } from '../db/index.ts'
import type { House } from '../module/house.ts'
import type { Repeatable } from './idempotency.ts'
import type { Access, OrgAccess } from '../tenancy/access.ts'

/** What is known of an HTTP request before anything is asked of the database. */
export interface RequestFacts {
  requestId: string
  ip: string
  userAgent: string | undefined
  /** version that `If-Match` names */
  ifMatch: number | undefined
  idempotencyKey: string | undefined
  reason: string | undefined
  access: Access
  /** headers of the answer: name, value, name, value … */
  headers: string[]
  /** sets one of them */
  setHeader(name: string, value: string): void
}

/** One organization, no project: members, invitations, keys, settings. */
export interface OrgContext {
  house: House
  access: Access
  org: OrgAccess
  scope: TenantScope
  tx: Tx
  now: string
}

/** Somebody who is signed in, outside any organization. */
export interface UserContext {
  house: House
  access: Access
  facts: RequestFacts
  /** what makes a repetition of this request known, where it carries an `Idempotency-Key` */
  request: Repeatable | undefined
  now: string
}
