import { parentPort } from 'node:worker_threads'
import { workInBackground } from '#kernel/jobs/background-thread.ts'
import { extractOffline, type ExtractionSource } from '../engine/index.ts'

workInBackground()

parentPort?.on('message', (source: ExtractionSource) => {
  try {
    parentPort?.postMessage({ ok: true, result: extractOffline(source) })
  } catch (error) {
    parentPort?.postMessage({ ok: false, message: error instanceof Error ? error.message : String(error) })
  }
})
