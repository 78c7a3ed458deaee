import { defineModule } from '#kernel/module/index.ts'
import {
  embedEndpoint,
  forgetModelEndpoint,
  modelsEndpoint,
  searchEndpoint,
  searchEverywhereEndpoint,
} from './contract.ts'
import { calibrateJob } from './jobs/calibrate.job.ts'
import { followModel } from './jobs/follow-model.ts'
import { embedJob } from './jobs/embed.job.ts'
import { indexArtifactJob } from './jobs/index-artifact.job.ts'
import { reactions } from './reactions.ts'
import { searchSettings } from './settings.ts'

export const search = defineModule({
  id: 'knowledge/search',
  title: 'Search',
  folder: import.meta.dirname,
  dependsOn: ['knowledge/artifacts', 'knowledge/extraction'],
  tables: [
    { name: 'chunks', scope: 'project' },
    { name: 'chunk_embeddings', scope: 'project' },
    { name: 'term_frequencies', scope: 'project' },
    { name: 'search_statistics', scope: 'project' },
    { name: 'search_models', scope: 'project' },
  ],
  config: searchSettings,
  jobs: [indexArtifactJob, embedJob, calibrateJob],
  reactions,
  upkeep: [followModel],
  endpoints: [searchEndpoint, searchEverywhereEndpoint, embedEndpoint, modelsEndpoint, forgetModelEndpoint],
  evaluations: () => import('./evaluation/evaluations.ts'),
})
