import type { Tx } from '../db/index.ts'
import { Refusal } from '../module/refusal.ts'

/** Projects and members per plan; a self-hosted installation has no limit. */
export const planLimits: Readonly<Record<string, { projects: number; members: number }>> = {
  starter: { projects: 3, members: 5 },
  growth: { projects: 20, members: 50 },
  enterprise: { projects: Number.POSITIVE_INFINITY, members: Number.POSITIVE_INFINITY },
  self_hosted: { projects: Number.POSITIVE_INFINITY, members: Number.POSITIVE_INFINITY },
}

/** The plan row is locked, so that two transactions cannot both take the last place. */
const lockedPlan = async (tx: Tx, orgId: string): Promise<string> => {
  const [row] = await tx.query<{ plan: string }>(
    'select plan from organizations where org_id = $1 for no key update',
    [orgId],
  )
  return row?.plan ?? 'starter'
}

const check = async (tx: Tx, orgId: string, what: 'projects' | 'members', count: string): Promise<void> => {
  const plan = await lockedPlan(tx, orgId)
  const limit = planLimits[plan]?.[what] ?? 0
  if (limit === Number.POSITIVE_INFINITY) return
  const [row] = await tx.query<{ used: number }>(count, [orgId])
  if ((row?.used ?? 0) >= limit) {
    throw new Refusal(
      402,
      'plan-limit',
      `The plan ${plan} allows ${limit} ${what}. Close one or change the plan.`,
    )
  }
}

/** Refuses a project beyond the plan. @throws Refusal 402 */
export const checkProjectLimit = (tx: Tx, orgId: string): Promise<void> =>
  check(
    tx,
    orgId,
    'projects',
    'select count(*) as used from projects where org_id = $1 and deleted_at is null',
  )

/** Refuses a member beyond the plan. @throws Refusal 402 */
export const checkMemberLimit = (tx: Tx, orgId: string): Promise<void> =>
  check(
    tx,
    orgId,
    'members',
    'select count(*) as used from organization_members where org_id = $1 and removed_at is null',
  )
