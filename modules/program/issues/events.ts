import { z } from 'zod'
import { defineEvent } from '#kernel/events/index.ts'

/** An issue was resolved. */
export const issueResolved = defineEvent('issue.resolved.v1', z.object({ issue_id: z.uuid() }))
