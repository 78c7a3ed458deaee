import { defineModule } from '#kernel/module/index.ts'
import { acceptRisk, mitigateRisk, reopenRisk } from './commands/change-state.ts'
import { closeRisk } from './commands/close-risk.ts'
import { riskAccepted, riskClosed } from './events.ts'
import { risk } from './kinds.ts'
import { policy } from './policy.ts'

export const risks = defineModule({
  id: 'program/risks',
  title: 'Risks',
  folder: import.meta.dirname,
  dependsOn: [],
  kinds: [risk],
  policies: [policy],
  commands: [mitigateRisk, acceptRisk, reopenRisk, closeRisk],
  events: [riskClosed, riskAccepted],
})
