import { z } from 'zod'
import { defineEvent } from '#kernel/events/index.ts'

/** A newer version of a file was compared with the one that it supersedes; `stale` links rest on words that changed. */
export const versionsCompared = defineEvent(
  'artifact.compared.v1',
  z.object({ old_id: z.uuid(), new_id: z.uuid(), changes: z.int(), stale: z.int() }),
)
