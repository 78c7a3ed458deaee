import { Worker } from 'node:worker_threads'

import { ReadingError } from './reading-error.ts'
import type { ReadingProgress } from './reading.ts'
import type { Outcome, WorkerAnswer, WorkerTask } from './worker-messages.ts'

/**
 * Bounds on a thread: memory in MiB for its heap, and as much again for buffers outside of it; milliseconds for one
 * document (`timeoutMs`) and without any sign of progress (`stallMs`).
 */
export type ThreadLimits = { memoryMb: number; timeoutMs: number; stallMs: number }

// A thread is replaced after so many documents: whatever one of them left behind ends there.
const documentsPerThread = 50
const memoryCheckMs = 200

type Running = {
  task: WorkerTask
  resolve: (outcome: Outcome) => void
  reject: (error: unknown) => void
  onProgress: ((progress: ReadingProgress) => void) | undefined
  stall: NodeJS.Timeout
}

/**
 * One reader's thread: started with its first document, stopped when a document exceeds its time or memory or is
 * called off, and then started anew with the next one. Reads one document at a time.
 */
export class ReaderThread {
  readonly #limits: ThreadLimits
  #worker: Worker | undefined
  #read = 0
  #running: Running | undefined

  constructor(limits: ThreadLimits) {
    this.#limits = limits
  }

  get idle(): boolean {
    return this.#running === undefined
  }

  /** Does one task. Rejects with {@link ReadingError}, or with the signal's reason once it is aborted. */
  async run(
    task: WorkerTask,
    onProgress?: (progress: ReadingProgress) => void,
    signal?: AbortSignal,
  ): Promise<Outcome> {
    signal?.throwIfAborted()
    const worker = this.#ready()
    const giveUp = (): void => this.#abandon(worker, new ReadingError('too-long'))
    const timer = setTimeout(giveUp, this.#limits.timeoutMs)
    const stall = setTimeout(giveUp, this.#limits.stallMs)
    const watch = setInterval(() => void this.#checkMemory(worker), memoryCheckMs)
    const onAbort = (): void => this.#abandon(worker, signal?.reason)
    signal?.addEventListener('abort', onAbort, { once: true })
    try {
      return await new Promise<Outcome>((resolve, reject) => {
        this.#running = { task, resolve, reject, onProgress, stall }
        worker.ref()
        // A thread has no origin to name.
        // oxlint-disable-next-line unicorn/require-post-message-target-origin
        worker.postMessage(task)
      })
    } finally {
      clearTimeout(timer)
      clearTimeout(stall)
      clearInterval(watch)
      signal?.removeEventListener('abort', onAbort)
      this.#running = undefined
      this.#read += 1
      worker.unref()
      if (this.#read >= documentsPerThread) await this.stop()
    }
  }

  /** Stops the thread; a document being read is rejected as stopped. */
  async stop(): Promise<void> {
    const worker = this.#worker
    if (!worker) return
    this.#worker = undefined
    this.#read = 0
    this.#running?.reject(new ReadingError('too-long', 'Reading was stopped. Upload the file again.'))
    // a process that has nothing else to do would end before the thread has
    worker.ref()
    await worker.terminate()
  }

  #ready(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(new URL('./reader-worker.ts', import.meta.url), {
      name: 'reader',
      resourceLimits: {
        maxOldGenerationSizeMb: this.#limits.memoryMb,
        maxYoungGenerationSizeMb: 32,
        stackSizeMb: 4,
      },
      // Parsers of hostile files see neither the secrets of the environment nor the console.
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
    })
    worker.stdout.resume()
    worker.stderr.resume()
    worker.on('message', (answer: WorkerAnswer) => this.#hear(worker, answer))
    worker.on('messageerror', (error) =>
      this.#abandon(worker, new ReadingError('damaged', undefined, { cause: error })),
    )
    worker.on('error', (error) => this.#abandon(worker, deathOf(error)))
    worker.on('exit', () => this.#abandon(worker, new ReadingError('damaged')))
    worker.unref()
    this.#worker = worker
    this.#read = 0
    return worker
  }

  #hear(worker: Worker, answer: WorkerAnswer): void {
    const running = this.#running
    if (worker !== this.#worker || !running || running.task.id !== answer.id) return
    if (answer.progress) {
      running.stall.refresh()
      running.onProgress?.(answer.progress)
    } else if (answer.outcome) running.resolve(answer.outcome)
    else running.reject(new ReadingError(answer.failure.code, answer.failure.message))
  }

  #abandon(worker: Worker, reason: unknown): void {
    if (worker !== this.#worker) return
    this.#worker = undefined
    this.#running?.reject(reason)
    void worker.terminate()
  }

  // The heap's limit does not count buffers, where inflated streams lie; so those are watched from here.
  async #checkMemory(worker: Worker): Promise<void> {
    const statistics = await worker.getHeapStatistics().catch(() => undefined)
    if (statistics && statistics.external_memory > this.#limits.memoryMb * 1024 * 1024) {
      this.#abandon(worker, new ReadingError('out-of-memory'))
    }
  }
}

function deathOf(error: unknown): ReadingError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return new ReadingError(code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out-of-memory' : 'damaged', undefined, {
    cause: error,
  })
}
