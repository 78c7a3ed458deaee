import { amount } from '../config/setting-types.ts'
import { defineSlice } from '../config/slice.ts'

/** How long what is only of use for a while is kept. */
export const retentionSlice = defineSlice('Retention', {
  JOB_RUN_DAYS: amount(1, 3_650, 'days')
    .prefault('90')
    .describe('Days for which finished runs of jobs can be looked at.'),
  DELIVERY_DAYS: amount(1, 3_650, 'days')
    .prefault('30')
    .describe('Days for which delivered events can be delivered again to a reaction.'),
  AUDIT_ARCHIVE_MONTHS: amount(0, 1_200, 'months')
    .prefault('0')
    .describe(
      'Whole months after which entries of the audit log move from the database into stored files; 0: never.',
    ),
})

/** Values of {@link retentionSlice}. */
export interface Retention {
  JOB_RUN_DAYS: number
  DELIVERY_DAYS: number
  AUDIT_ARCHIVE_MONTHS: number
}

/** What holds where nothing else is configured. */
export const defaultRetention: Retention = { JOB_RUN_DAYS: 90, DELIVERY_DAYS: 30, AUDIT_ARCHIVE_MONTHS: 0 }
