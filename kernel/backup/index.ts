/** The whole installation as one file, and back. */
export { backup, type BackedUpHouse, type BackupReport } from './backup.ts'
export { readManifest, restore, type RestoreOptions, type RestoreReport } from './restore.ts'
export { BackupError, type BackupErrorCode } from './backup-error.ts'
export { exportProject, type ProjectExport } from './project-export.ts'
export { importProject, type ImportTarget, type ProjectImport } from './project-import.ts'
export { readProjectManifest } from './project-archive.ts'
export { projectFileEndpoints } from './endpoints.ts'
