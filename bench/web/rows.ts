import { asOwner, fillRisks, type Place } from '../rows.ts'

/** Fills a project with as many risks as asked for, spread over states and grades, so that filters, lanes and groups have work to do. */
export const fillProject = async (url: string, place: Place, count: number): Promise<void> => {
  await fillRisks(url, [place], count)
  await asOwner(url, async (query) => {
    await query(
      `update risks r set
         probability = (array['very_low','low','medium','high','very_high'])[1 + e.number % 5],
         impact = (array['very_low','low','medium','high','very_high'])[1 + (e.number / 5) % 5],
         state = (array['open','open','open','mitigating','accepted'])[1 + (e.number / 25) % 5],
         target_closure_on = date '2026-01-01' + e.number % 365
       from entities e
       where e.org_id = r.org_id and e.id = r.id and r.org_id = $1 and r.project_id = $2`,
      [place.orgId, place.projectId],
    )
    await query('vacuum analyze risks')
  })
}
