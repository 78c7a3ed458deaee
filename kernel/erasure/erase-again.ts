import type { Database, TenantScope } from '../db/index.ts'
import { seeAllProjects } from '../ledger/endpoints.ts'
import { Refusal } from '../module/refusal.ts'
import type { Registry } from '../module/registry.ts'
import { eraseAccount } from './erase-account.ts'
import { eraseRecord } from './erase-record.ts'

/** An erasure as it is kept apart from the data: it tells of ids alone. */
export interface KeptErasure {
  org_id: string
  id: string
  about: 'record' | 'account'
  subjects: string[]
  reason: string
  erased_by: string | null
}

/** What is left undone by an older state of the data is done again. Gives how many erasures that took. */
export const eraseAgain = async (
  database: Database,
  registry: Registry,
  kept: readonly KeptErasure[],
  eraseUser: (userId: string) => Promise<void>,
): Promise<number> => {
  let done = 0
  for (const erasure of kept) {
    const { org_id: orgId, id, reason, erased_by: by, about, subjects } = erasure
    const [subject = ''] = subjects
    const scope: TenantScope = {
      orgId,
      projectIds: [],
      actor: { type: 'system', id: null },
      requestId: `erase-again-${id}`,
      reason,
    }
    const again = await database.tenant(scope, async (tx): Promise<boolean> => {
      const [known] = await tx.query(
        'select 1 from organizations o where o.org_id = $1 and not exists (select 1 from erasures e where e.org_id = $1 and e.id = $2)',
        [orgId, id],
      )
      if (!known) return false
      await seeAllProjects(tx, orgId)
      if (about === 'account')
        await tx.query(
          'update organization_members set removed_at = now() where org_id = $1 and user_id = $2 and removed_at is null',
          [orgId, subject],
        )
      const erasing = { tx, orgId, registry, scope }
      const wish = { id, reason, by }
      return about === 'account'
        ? isThere(eraseAccount(erasing, subject, wish))
        : isThere(eraseRecord(erasing, subject, wish))
    })
    // who erased themselves deleted their account
    if (again && about === 'account' && by === subject) await eraseUser(subject)
    if (again) done += 1
  }
  return done
}

/** Records and people who came later than the data are not there to be erased. */
const isThere = async (erasing: Promise<unknown>): Promise<boolean> => {
  try {
    await erasing
    return true
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return false
    throw error
  }
}
