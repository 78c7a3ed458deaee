import { startWorker, type EmbedderWorker, type WorkerScript } from './worker.ts'

/** Processes that exist only while there is work, and a while longer. */
export interface WorkerPool {
  run(texts: string[]): Promise<Float32Array>
  /** Processes alive now. */
  readonly size: number
  close(): Promise<void>
}

/** At most `most` processes of a script, started when needed and stopped together after `idleMs` milliseconds without work. */
export function createWorkerPool(script: WorkerScript, most: number, idleMs: number): WorkerPool {
  const alive = new Set<EmbedderWorker>()
  const idle: EmbedderWorker[] = []
  const queue: (() => void)[] = []
  let timer: NodeJS.Timeout | undefined
  /** Jobs running or waiting. */
  let jobs = 0

  function start(): EmbedderWorker {
    const worker: EmbedderWorker = startWorker(script, () => {
      alive.delete(worker)
      const at = idle.indexOf(worker)
      if (at >= 0) idle.splice(at, 1)
    })
    alive.add(worker)
    return worker
  }

  async function free(): Promise<EmbedderWorker> {
    for (;;) {
      const worker = idle.pop() ?? (alive.size < most ? start() : undefined)
      if (worker) return worker
      await new Promise<void>((resolve) => queue.push(resolve))
    }
  }

  async function stopAll(): Promise<void> {
    clearTimeout(timer)
    const stopping = [...alive]
    // Forgotten at once: a process takes a moment to end, and must get no more work meanwhile.
    alive.clear()
    idle.length = 0
    await Promise.all(stopping.map((worker) => worker.stop()))
  }

  return {
    async run(texts) {
      clearTimeout(timer)
      jobs += 1
      const worker = await free()
      try {
        return await worker.run(texts)
      } finally {
        jobs -= 1
        if (alive.has(worker)) idle.push(worker)
        queue.shift()?.()
        if (jobs === 0) timer = setTimeout(stopAll, idleMs).unref()
      }
    },
    get size() {
      return alive.size
    },
    close: stopAll,
  }
}
