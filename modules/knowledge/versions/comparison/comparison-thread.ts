import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { compareVersions, type ComparedVersions } from './compare-versions.ts'
import type { ReadText } from './compare-texts.ts'
import type { TextRange } from './verdicts.ts'

/** Both texts and the words of the older one that something rests on. */
export interface VersionsToCompare {
  older: ReadText
  newer: ReadText
  spans: readonly TextRange[]
}

/** Shorter texts, in UTF-16 units of both together, take less time than starting a thread does. */
const shortTogether = 60_000

/** Compares two versions without holding up requests. @throws when `signal` aborts */
export const compareInThread = async (
  task: VersionsToCompare,
  signal: AbortSignal,
): Promise<ComparedVersions> => {
  signal.throwIfAborted()
  if (task.older.text.length + task.newer.text.length < shortTogether) return compareVersions(task)
  const worker = new Worker(new URL('./comparison-worker.ts', import.meta.url), {
    name: 'comparison',
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: 1_024 },
  })
  try {
    const [compared] = (await once(worker, 'message', { signal })) as [ComparedVersions]
    return compared
  } finally {
    await worker.terminate()
  }
}
