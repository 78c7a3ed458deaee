import { cancelled } from '../attempts.ts'
import type { EmbedCall } from '../calls.ts'
import type { Embedder } from '../embed.ts'
import { AiError } from '../errors.ts'
import { createWorkerPool } from '../workers/worker-pool.ts'
import { meanOf, windowsOf } from './windows.ts'

/** The packaged embedder and its memory. */
export interface PackagedEmbedder extends Embedder {
  /** Processes that hold the model now: 0 when unloaded. */
  readonly threads: number
  close(): Promise<void>
}

/** Universal Sentence Encoder Lite (Cer et al. 2018, arXiv:1803.11175): English, 512 dimensions, weights inside the package. */
export const packagedModel = 'packaged:use-lite'
const dimensions = 512

/** Windows given to a process at once: larger brings no speed (measured), only memory and later cancellation. */
const windowsPerJob = 8

/** The embedder inside the package: no network, no cost, loaded on first use and unloaded after `idleMs` milliseconds. */
export function createPackagedEmbedder(options: { threads: number; idleMs: number }): PackagedEmbedder {
  const pool = createWorkerPool(
    { script: new URL('./embedder.worker.ts', import.meta.url) },
    options.threads,
    options.idleMs,
  )
  return {
    model: packagedModel,
    dimensions,
    get threads() {
      return pool.size
    },
    // Everything in one batch: the work is cut by windows of like length below.
    batches: async (texts) => (texts.length > 0 ? [[...texts]] : []),
    async embed(call, texts) {
      const windows = texts.flatMap((text, of) => windowsOf(text).map((window) => ({ of, window })))
      // Neighbors of like length waste least on padding.
      const ordered = windows.toSorted((a, b) => a.window.length - b.window.length)
      const jobs = Array.from({ length: Math.ceil(ordered.length / windowsPerJob) }, (_, i) =>
        ordered.slice(i * windowsPerJob, (i + 1) * windowsPerJob),
      )
      const parts = texts.map((): { vector: Float32Array; weight: number }[] => [])
      const runners = Array.from({ length: options.threads }, async () => {
        for (let job = jobs.shift(); job; job = jobs.shift()) {
          const vectors = await runJob(call, () => pool.run(job.map(({ window }) => window)))
          job.forEach(({ of, window }, i) => {
            parts[of]?.push({
              vector: vectors.slice(i * dimensions, (i + 1) * dimensions),
              weight: window.length,
            })
          })
        }
      })
      await Promise.all(runners).finally(() => jobs.splice(0))
      return parts.map(meanOf)
    },
    close: () => pool.close(),
  }
}

async function runJob(call: EmbedCall, run: () => Promise<Float32Array>): Promise<Float32Array> {
  if (call.signal?.aborted) throw cancelled()
  try {
    return await run()
  } catch {
    const message =
      'The packaged embedding model stopped. Try again; if it persists, give the process more memory or choose another AI_EMBEDDING_MODEL.'
    throw new AiError('ai-unavailable', message, { retryable: true })
  }
}
