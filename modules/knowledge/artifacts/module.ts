import { defineModule } from '#kernel/module/index.ts'
import { artifact, artifactFolder } from './kinds.ts'
import { artifactPolicy, folderPolicy } from './policy.ts'

export const artifacts = defineModule({
  id: 'knowledge/artifacts',
  title: 'Artifacts',
  folder: import.meta.dirname,
  dependsOn: [],
  kinds: [artifactFolder, artifact],
  policies: [artifactPolicy, folderPolicy],
  tables: [{ name: 'artifact_texts', scope: 'project' }],
})
