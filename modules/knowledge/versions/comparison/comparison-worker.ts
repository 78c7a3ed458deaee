import { parentPort, workerData } from 'node:worker_threads'
import { workInBackground } from '#kernel/jobs/background-thread.ts'
import { compareVersions } from './compare-versions.ts'
import type { VersionsToCompare } from './comparison-thread.ts'

workInBackground()
parentPort?.postMessage(compareVersions(workerData as VersionsToCompare))
