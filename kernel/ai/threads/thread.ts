import { Worker } from 'node:worker_threads'

/** What a thread is asked: texts, under a number that its answer carries. */
export interface EmbedJob {
  id: number
  texts: string[]
}

/** What it answers: all vectors one after the other, or the error's message. */
export type EmbedAnswer = { id: number; vectors: Float32Array<ArrayBuffer> } | { id: number; error: string }

/** What runs in a thread: a script that answers each `EmbedJob` with an `EmbedAnswer`, and what it is given at its start. */
export interface ThreadScript {
  script: URL
  data?: unknown
}

/** One thread with one copy of the model, doing one job at a time. */
export interface EmbedderThread {
  /** All vectors of the texts, one after the other. Rejects where the thread died or was stopped. */
  run(texts: string[]): Promise<Float32Array>
  stop(): Promise<void>
}

/** Starts a thread; it loads its model by itself and keeps the process alive only while a job runs. */
export function startThread({ script, data }: ThreadScript, onDeath: () => void): EmbedderThread {
  const worker = new Worker(script, { name: 'embedder', workerData: data })
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
