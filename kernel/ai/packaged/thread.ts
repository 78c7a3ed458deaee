import { Worker } from 'node:worker_threads'
import type { EmbedAnswer, EmbedJob } from './embedder.worker.ts'

/** One thread with one copy of the model, doing one job at a time. */
export interface EmbedderThread {
  /** All vectors of the texts, one after the other. Rejects where the thread died or was stopped. */
  run(texts: string[]): Promise<Float32Array>
  stop(): Promise<void>
}

/** Starts a thread; it loads its model by itself and keeps the process alive only while a job runs. */
export function startThread(onDeath: () => void): EmbedderThread {
  const worker = new Worker(new URL('./embedder.worker.ts', import.meta.url), { name: 'embedder' })
  worker.unref()
  const waiting = new Map<
    number,
    { resolve: (vectors: Float32Array) => void; reject: (error: Error) => void }
  >()
  let jobs = 0

  function settle(id: number) {
    const job = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
    return job
  }

  function die(reason: string): void {
    onDeath()
    for (const id of waiting.keys()) settle(id)?.reject(new Error(reason))
  }

  worker.on('message', (answer: EmbedAnswer) => {
    const job = settle(answer.id)
    if ('vectors' in answer) job?.resolve(answer.vectors)
    else job?.reject(new Error(answer.error))
  })
  worker.on('error', (error) => die(error.message))
  worker.on('exit', () => die('stopped'))

  return {
    run: (texts) =>
      new Promise((resolve, reject) => {
        jobs += 1
        waiting.set(jobs, { resolve, reject })
        worker.ref()
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        worker.postMessage({ id: jobs, texts } satisfies EmbedJob)
      }),
    stop: async () => {
      await worker.terminate()
    },
  }
}
