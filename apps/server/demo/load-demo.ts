import { setTimeout as pause } from 'node:timers/promises'
import type { House } from '#kernel/module/index.ts'
import { systemPlace } from '#kernel/tenancy/system-place.ts'
import { takeInFiles } from '#modules/knowledge/artifacts/contract.ts'
import { dates, documents } from '../../../seed/demo/index.ts'
import { playStory } from './play-story.ts'
import { toldIn } from './told-in.ts'

const maxDocumentBytes = 32 * 1024 * 1024
/** The documents are small: where they are not read by then, no worker runs. */
const readWithinMs = 5 * 60_000

/** The project of the demo, and who owns it. */
export interface DemoPlace {
  orgId: string
  projectId: string
  userId: string
  requestId: string
}

/**
 * Fills a project with the demo: its documents through the same door as everybody's, then, once they are read, the work
 * that people did on them, both with times of the past three weeks. May be called again where it was interrupted.
 * @param signal stops the wait for the documents when the server goes down
 */
export const loadDemo = async (house: House, demo: DemoPlace, signal?: AbortSignal): Promise<void> => {
  const place = await systemPlace(house, demo.orgId, demo.projectId, {
    requestId: demo.requestId,
    actor: { type: 'user', id: demo.userId },
  })
  if (!place) return
  await takeInFiles(toldIn(place, dates.documents), documents, maxDocumentBytes)
  const deadline = Date.now() + readWithinMs
  while (await isReading(house, demo)) {
    if (Date.now() > deadline) return
    await pause(250, undefined, { signal })
  }
  await playStory(place, maxDocumentBytes)
}

const isReading = async (house: House, { orgId, projectId }: DemoPlace): Promise<boolean> => {
  const waiting = await house.database
    .sql('maintenance')
    .query(
      `select 1 from artifacts where org_id = $1 and project_id = $2 and state in ('pending', 'processing') limit 1`,
      [orgId, projectId],
    )
  return waiting.length > 0
}
