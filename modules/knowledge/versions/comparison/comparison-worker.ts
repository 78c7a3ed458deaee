import { parentPort, workerData } from 'node:worker_threads'
import { compareVersions } from './compare-versions.ts'
import type { VersionsToCompare } from './comparison-thread.ts'

parentPort?.postMessage(compareVersions(workerData as VersionsToCompare))
