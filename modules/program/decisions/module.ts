import { defineModule } from '#kernel/module/index.ts'
import { approveDecision, proposeDecision, rejectDecision, supersedeDecision } from './commands/decide.ts'
import { addParticipant, removeParticipant, respond } from './commands/participants.ts'
import { decisionApproved, decisionSuperseded, participantsChanged } from './events.ts'
import { decision } from './kinds.ts'
import { policy } from './policy.ts'
import { participantsOf } from './queries.ts'

export const decisions = defineModule({
  id: 'program/decisions',
  title: 'Decisions',
  folder: import.meta.dirname,
  dependsOn: [],
  kinds: [decision],
  policies: [policy],
  commands: [
    approveDecision,
    rejectDecision,
    proposeDecision,
    supersedeDecision,
    addParticipant,
    removeParticipant,
    respond,
  ],
  tables: [{ name: 'decision_participants', scope: 'project', audit: {} }],
  events: [decisionApproved, decisionSuperseded, participantsChanged],
  endpoints: [participantsOf],
})
