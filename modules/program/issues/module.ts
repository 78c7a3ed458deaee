import { defineModule } from '#kernel/module/index.ts'
import { closeIssue, reopenIssue, resolveIssue, startIssue } from './commands/change-state.ts'
import { issueResolved } from './events.ts'
import { issue } from './kinds.ts'
import { policy } from './policy.ts'

export const issues = defineModule({
  id: 'program/issues',
  title: 'Issues',
  folder: import.meta.dirname,
  dependsOn: [],
  kinds: [issue],
  policies: [policy],
  commands: [startIssue, resolveIssue, closeIssue, reopenIssue],
  events: [issueResolved],
})
