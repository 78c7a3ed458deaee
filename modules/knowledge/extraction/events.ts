import { z } from 'zod'
import { defineEvent } from '#kernel/events/index.ts'

/** Findings of an artifact are stored; `insights` of them can become records. */
export const findingsStored = defineEvent(
  'artifact.findings_stored.v1',
  z.object({ artifact_id: z.uuid(), engine: z.string(), insights: z.int() }),
)

const aboutReferent = z.object({ referent_id: z.uuid() })

/** Two records of people, organizations or places were found to be the same. */
export const referentMerged = defineEvent('referent.merged.v1', aboutReferent)

/** A merge was taken back. */
export const referentUnmerged = defineEvent('referent.unmerged.v1', aboutReferent)

/** Findings of a record turned out to mean another. */
export const referentSplit = defineEvent('referent.split.v1', aboutReferent)

/** Somebody said which of two values holds. */
export const conflictResolved = defineEvent(
  'conflict.resolved.v1',
  z.object({ conflict_id: z.uuid(), holds: z.enum(['first', 'second', 'neither']) }),
)
