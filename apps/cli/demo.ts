import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { House } from '#kernel/module/index.ts'
import { loadDemo, type DemoPlace } from '#apps/server/demo/load-demo.ts'
import { firstSteps } from '#apps/server/local/first-steps.ts'
import { installationState } from '#apps/server/local/installation-state.ts'
import { story } from '../../seed/demo/index.ts'

/** What a start has to do about the demo. */
export type Demo =
  | { kind: 'none' }
  /** nobody has an account, and no demo is wanted */
  | { kind: 'empty' }
  | {
      kind: 'demo'
      /** signs in the owner of the demo; only where it was just made */
      link: string | undefined
      /** brings documents and records in, until `stop` says that the server goes down; the next start goes on then */
      load(stop: AbortSignal): Promise<void>
    }

const email = 'demo@example.com'
const placeSchema = z.object({
  orgId: z.uuid(),
  projectId: z.uuid(),
  userId: z.uuid(),
  requestId: z.string(),
})

/** Makes the demo organization on a first start, or takes up loading it where a former start was interrupted. */
export const demoFor = async (house: House, wanted: boolean): Promise<Demo> => {
  // stands from before the demo is made until all of it is there
  const marker = join(house.dataDir, 'demo-loading')
  const { users } = await installationState(house)
  if (users > 0) {
    const interrupted = wanted ? await readFile(marker, 'utf8').catch(() => undefined) : undefined
    if (interrupted === undefined) return { kind: 'none' }
    const place = placeSchema.parse(JSON.parse(interrupted))
    return { kind: 'demo', link: undefined, load: loader(house, place, marker) }
  }
  if (!wanted) return { kind: 'empty' }
  const made = await firstSteps(
    house,
    { org: 'Demo', project: story.program, email, name: 'Demo', blueprint: 'program' },
    { demo: true },
  )
  const place = {
    orgId: made.org_id,
    projectId: made.project_id,
    userId: made.user_id,
    requestId: 'demo',
  }
  await writeFile(marker, JSON.stringify(place))
  return {
    kind: 'demo',
    link: await house.identity.oneTimeSignInLink(made.user_id),
    load: loader(house, place, marker),
  }
}

const loader =
  (house: House, place: DemoPlace, marker: string) =>
  async (stop: AbortSignal): Promise<void> => {
    try {
      await loadDemo(house, place, stop)
      await rm(marker, { force: true })
    } catch (error) {
      if (!stop.aborted) throw error
    }
  }
