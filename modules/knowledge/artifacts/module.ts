import { defineModule } from '#kernel/module/index.ts'
import { artifactFiles, spanQuotes } from './checks.ts'
import { keepSpan, recordFromWords } from './commands/record-from-words.ts'
import { retryArtifact } from './commands/retry.ts'
import { readPlace, readText } from './contract.ts'
import { downloadFile } from './queries/download.ts'
import { pagePicture } from './queries/page-picture.ts'
import {
  artifactAdded,
  artifactFailed,
  artifactProcessed,
  artifactRead,
  artifactSuperseded,
} from './events.ts'
import { readArtifact } from './jobs/read.job.ts'
import { artifact, artifactFolder } from './kinds.ts'
import { artifactPolicy, folderPolicy } from './policy.ts'
import { reactions } from './reactions.ts'
import { forgetExpiredUploads } from './upload/expiry.ts'
import { resumableUploads } from './upload/resumable.ts'
import { uploadFiles, uploadVersion } from './upload/endpoints.ts'
import { unlockFile } from './upload/unlock.ts'

export const artifacts = defineModule({
  id: 'knowledge/artifacts',
  title: 'Artifacts',
  folder: import.meta.dirname,
  dependsOn: [],
  kinds: [artifactFolder, artifact],
  policies: [artifactPolicy, folderPolicy],
  commands: [retryArtifact],
  tables: [
    { name: 'artifact_texts', scope: 'project' },
    { name: 'artifact_uploads', scope: 'project' },
  ],
  events: [artifactAdded, artifactRead, artifactProcessed, artifactFailed, artifactSuperseded],
  reactions,
  jobs: [readArtifact],
  checks: [spanQuotes, artifactFiles],
  upkeep: [forgetExpiredUploads],
  endpoints: [
    uploadFiles,
    uploadVersion,
    unlockFile,
    downloadFile,
    readText,
    readPlace,
    keepSpan,
    recordFromWords,
    pagePicture,
    ...resumableUploads,
  ],
  evaluations: () => import('./evaluation/evaluations.ts'),
})
