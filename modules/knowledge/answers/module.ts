import { defineModule } from '#kernel/module/index.ts'
import {
  askEndpoint,
  forgetEndpoint,
  keepEndpoint,
  listEndpoint,
  proposeEndpoint,
  showEndpoint,
} from './contract.ts'
import { askStream } from './stream.ts'

export const answers = defineModule({
  id: 'knowledge/answers',
  title: 'Answers',
  folder: import.meta.dirname,
  dependsOn: ['knowledge/artifacts', 'knowledge/extraction', 'knowledge/search', 'agents/suggestions'],
  tables: [{ name: 'answers', scope: 'project' }],
  evaluations: () => import('./evaluation/evaluations.ts'),
  endpoints: [
    askStream,
    askEndpoint,
    listEndpoint,
    showEndpoint,
    forgetEndpoint,
    keepEndpoint,
    proposeEndpoint,
  ],
})
