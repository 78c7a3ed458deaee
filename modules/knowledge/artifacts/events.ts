import { z } from 'zod'
import { defineEvent } from '#kernel/events/index.ts'

const artifactId = z.uuid()

/** A new file stands in the library and waits to be read. `mail_id` is the file that carried it, if one did. */
export const artifactAdded = defineEvent(
  'artifact.added.v1',
  z.object({
    artifact_id: artifactId,
    filename: z.string(),
    sha256: z.string(),
    size_bytes: z.int(),
    mail_id: z.uuid().nullable(),
  }),
)

/** The text of a file is stored; findings may be drawn from it. */
export const artifactRead = defineEvent('artifact.read.v1', z.object({ artifact_id: artifactId }))

/** What a file says was found and stored. */
export const artifactProcessed = defineEvent('artifact.processed.v1', z.object({ artifact_id: artifactId }))

/** A file could not be read or understood; `reason` is meant for the person who uploaded it. */
export const artifactFailed = defineEvent(
  'artifact.failed.v1',
  z.object({ artifact_id: artifactId, code: z.string(), reason: z.string() }),
)

/** A file has a newer version, `by`. */
export const artifactSuperseded = defineEvent(
  'artifact.superseded.v1',
  z.object({ artifact_id: artifactId, by: artifactId }),
)
