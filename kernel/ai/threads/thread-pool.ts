import { startThread, type EmbedderThread, type ThreadScript } from './thread.ts'

/** Threads that exist only while there is work, and a while longer. */
export interface ThreadPool {
  run(texts: string[]): Promise<Float32Array>
  /** Threads alive now. */
  readonly size: number
  close(): Promise<void>
}

/** At most `threads` threads of a script, started when needed and stopped together after `idleMs` milliseconds without work. */
export function createThreadPool(script: ThreadScript, threads: number, idleMs: number): ThreadPool {
  const alive = new Set<EmbedderThread>()
  const idle: EmbedderThread[] = []
  const queue: (() => void)[] = []
  let timer: NodeJS.Timeout | undefined
  /** Jobs running or waiting. */
  let jobs = 0

  function start(): EmbedderThread {
    const thread: EmbedderThread = startThread(script, () => {
      alive.delete(thread)
      const at = idle.indexOf(thread)
      if (at >= 0) idle.splice(at, 1)
    })
    alive.add(thread)
    return thread
  }

  async function free(): Promise<EmbedderThread> {
    for (;;) {
      const thread = idle.pop() ?? (alive.size < threads ? start() : undefined)
      if (thread) return thread
      await new Promise<void>((resolve) => queue.push(resolve))
    }
  }

  async function stopAll(): Promise<void> {
    clearTimeout(timer)
    const stopping = [...alive]
    // Forgotten at once: a thread takes a moment to end, and must get no more work meanwhile.
    alive.clear()
    idle.length = 0
    await Promise.all(stopping.map((thread) => thread.stop()))
  }

  return {
    async run(texts) {
      clearTimeout(timer)
      jobs += 1
      const thread = await free()
      try {
        return await thread.run(texts)
      } finally {
        jobs -= 1
        if (alive.has(thread)) idle.push(thread)
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
