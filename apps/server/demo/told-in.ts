import type { TenantScope } from '#kernel/db/index.ts'

const dayMs = 24 * 60 * 60_000

/**
 * A place in which what is done carries a time of the past, as the story of the demo gives it. The ledger marks such
 * entries (category `demo`), seals them with the time at which it really does, and refuses them in any project that
 * was not made as a demo.
 */
export const toldIn = <P extends { scope: TenantScope }>(place: P, daysAgo: number): P => ({
  ...place,
  scope: { ...place.scope, toldAt: new Date(Date.now() - daysAgo * dayMs).toISOString() },
})
