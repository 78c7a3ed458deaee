import { on, onEvery } from '#kernel/events/index.ts'
import { defineModule } from '#kernel/module/index.ts'
import { findingsStored } from '#modules/knowledge/extraction/events.ts'
import { acceptSuggestion } from './commands/accept.ts'
import { rejectSuggestion } from './commands/reject.ts'
import { acceptMany, rejectMany } from './contract.ts'
import { suggestionAccepted, suggestionRejected } from './events.ts'
import { proposeJob } from './jobs/propose.job.ts'
import { suggestion } from './kinds.ts'
import { noteVerdict } from './note-verdict.ts'
import { policy } from './policy.ts'
import { proposeFirst } from './propose.ts'
import { similarToSuggestion } from './queries/similar.ts'
import { suggestionSettings } from './settings.ts'

export const suggestions = defineModule({
  id: 'agents/suggestions',
  title: 'Suggestions',
  folder: import.meta.dirname,
  dependsOn: ['knowledge/artifacts', 'knowledge/extraction'],
  config: suggestionSettings,
  kinds: [suggestion],
  policies: [policy],
  commands: [acceptSuggestion, rejectSuggestion],
  jobs: [proposeJob],
  events: [suggestionAccepted, suggestionRejected],
  endpoints: [acceptMany, rejectMany, similarToSuggestion],
  reactions: [
    on(findingsStored, 'agents/suggestions:propose', async ({ payload }, context) => {
      const { artifact_id, engine } = payload
      const left = await proposeFirst(context, artifact_id, engine)
      if (left > 0) await context.send(proposeJob, { artifact_id, engine })
    }),
    on(suggestionAccepted, 'agents/suggestions:note-accepted', ({ payload }, context) =>
      noteVerdict(context, payload.suggestion_id),
    ),
    on(suggestionRejected, 'agents/suggestions:note-rejected', ({ payload }, context) =>
      noteVerdict(context, payload.suggestion_id),
    ),
    // a decision that is taken back is an edit like any other
    onEvery('suggestion.edited.v1', 'agents/suggestions:note-edited', ({ entity_id }, context) =>
      noteVerdict(context, entity_id),
    ),
  ],
})
