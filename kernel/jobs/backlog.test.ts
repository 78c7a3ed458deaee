import { expect, it, vi } from 'vitest'
import { openTestInstallation } from '#apps/server/testing.ts'
import { transactIn } from '../contract/open.ts'
import { systemPlace } from '../tenancy/system-place.ts'

/** The time between two looks of an idle worker into its queue, in milliseconds. */
const idlePollMs = 2_000

it('works through a backlog of small jobs without resting between them', { timeout: 120_000 }, async () => {
  const installation = await openTestInstallation()
  try {
    const { house } = installation
    const { orgId, projectId } = await installation.tenant()
    const place = await systemPlace(house, orgId, projectId, { requestId: 'backlog' })
    const embed = house.registry.jobs.get('search.embed')
    if (!place || !embed) throw new Error('the project or the job is gone')
    const runs = 24

    // in one transaction, so that the workers are woken once; embeddings are switched off here: nothing to do in a run
    await transactIn(place, async (context) => {
      for (let run = 0; run < runs; run += 1) await context.send(embed, { entity_id: null })
    })

    await vi.waitFor(
      async () => {
        const [done] = await house.database
          .sql('maintenance')
          .query<{ runs: number }>(
            "select count(*)::int as runs from job_runs where org_id = $1 and state = 'done'",
            [orgId],
          )
        expect(done?.runs).toBe(runs)
      },
      // had the worker rested after each run, it would have taken twice as long
      { timeout: (runs * idlePollMs) / 2, interval: 250 },
    )
  } finally {
    await installation.close()
  }
})
