import { z } from 'zod'
import { defineEvent } from '#kernel/events/index.ts'

/** Findings of an artifact are stored; `insights` of them can become records. */
export const findingsStored = defineEvent(
  'artifact.findings_stored.v1',
  z.object({ artifact_id: z.uuid(), engine: z.string(), insights: z.int() }),
)
