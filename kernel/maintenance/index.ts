/** The daily work of an installation: partitions ahead, what has run out, stored files read through. */
export { createMaintenance, type Maintenance, type MaintenanceReport } from './maintenance.ts'
export { checkBlobs, type DamagedBlob } from './blob-round.ts'
export { defaultRetention, retentionSlice, type Retention } from './retention.ts'
export { sweepBlobs } from './blob-sweep.ts'
export { createVacuum, type Vacuum } from './vacuum.ts'
