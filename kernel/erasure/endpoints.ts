import { z } from 'zod'
import { orgEndpoint, userEndpoint, type Endpoint } from '../contract/endpoint.ts'
import type { OrgContext } from '../contract/request.ts'
import { pageOf } from '../contract/schemas.ts'
import { seeAllProjects } from '../ledger/endpoints.ts'
import { Refusal } from '../module/refusal.ts'
import { eraseAccount } from './erase-account.ts'
import { eraseOwnAccount } from './erase-own-account.ts'
import { eraseRecord } from './erase-record.ts'
import { erasureReport, erasureSchema, erasuresOf, type ErasureReport } from './record-erasure.ts'

const wishBody = z
  .strictObject({
    record: z.uuid().optional(),
    account: z.union([z.uuid(), z.email().max(320)]).optional(),
    reason: z.string().trim().min(3).max(2_000),
  })
  .refine(
    ({ record, account }) => (record === undefined) !== (account === undefined),
    'name either a record or an account',
  )

const erase = async (
  context: OrgContext,
  { record, account, reason }: z.output<typeof wishBody>,
): Promise<ErasureReport> => {
  const { tx, org, house, scope } = context
  await seeAllProjects(tx, org.id)
  await tx.query(`select set_config('app.reason', $1, true)`, [reason])
  const erasing = { tx, orgId: org.id, registry: house.registry, scope }
  const wish = { reason, by: scope.actor.id }
  tx.afterCommit(() => {
    for (const topic of ['access', 'events', 'deliveries'] as const) house.hub.wake(topic)
  })
  return record === undefined
    ? eraseAccount(erasing, account ?? '', wish)
    : eraseRecord(erasing, record, wish)
}

/** Erasure of personal data: of people whom documents name, of former members, and of one's own account. */
export const erasureEndpoints: readonly Endpoint[] = [
  orgEndpoint({
    method: 'POST',
    path: 'erasures',
    name: 'erasures.erase',
    summary:
      'Erase a person: a record that documents name (record), or a former member (account: id or mail address); the log stays provable, its personal values go. Cannot be taken back',
    permit: { orgRole: 'admin' },
    body: wishBody,
    output: erasureReport,
    handle: (context, { body }) => erase(context, body),
  }),
  orgEndpoint({
    method: 'GET',
    path: 'erasures',
    name: 'erasures.list',
    summary: 'What was erased, when, by whom and why; newest first',
    permit: { orgRole: 'admin' },
    output: pageOf(erasureSchema),
    handle: async ({ tx, org }) => ({ items: await erasuresOf({ tx, orgId: org.id }), next_cursor: null }),
  }),
  userEndpoint({
    method: 'POST',
    path: 'me/erase',
    name: 'me.erase',
    summary:
      'Delete your account and erase who you were in every organization; what you did stays, without your name. Cannot be taken back',
    permit: { signedIn: true },
    body: z.strictObject({ email: z.email().max(320) }),
    output: z.object({ erased: z.literal(true), organizations: z.int() }),
    handle: async ({ access, house, facts }, { body }) => {
      if (access.actor.type !== 'user')
        throw new Refusal(403, 'forbidden', 'Only a signed-in person can do this, not an API key.')
      if (body.email.toLowerCase() !== access.user.email)
        throw new Refusal(
          409,
          'not-confirmed',
          'Confirm with the mail address of your account that it shall be deleted.',
        )
      const organizations = await eraseOwnAccount(house, access.user.id, facts.requestId)
      house.hub.wake('access')
      return { erased: true, organizations }
    },
  }),
]
