import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What a process is asked: texts, under a number that its answer carries. */
export interface EmbedJob {
  id: number
  texts: string[]
}

/** What it answers: all vectors one after the other, or the error's message. */
export type EmbedAnswer = { id: number; vectors: Float32Array<ArrayBuffer> } | { id: number; error: string }

/** What runs in a process: a script that calls `answerJobs`, and what it is given at its start. */
export interface WorkerScript {
  script: URL
  /** anything that JSON can say */
  data?: unknown
}

/** One process with one copy of a model, doing one job at a time. */
export interface EmbedderWorker {
  /** All vectors of the texts, one after the other. Rejects where the process died or was stopped. */
  run(texts: string[]): Promise<Float32Array>
  stop(): Promise<void>
}

/**
 * Starts a process; it loads its model by itself and keeps this one alive only while a job runs. A process rather than
 * a thread, since native code runs in it: a thread that is stopped in the middle of it takes the server down.
 */
export function startWorker({ script, data }: WorkerScript, onDeath: () => void): EmbedderWorker {
  const child = fork(fileURLToPath(script), [JSON.stringify(data ?? null)], {
    serialization: 'advanced',
    execArgv: [],
    // it needs nothing from there, and keys stand in there
    env: {},
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const waiting = new Map<
    number,
    { resolve: (vectors: Float32Array) => void; reject: (error: Error) => void }
  >()
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  let jobs = 0
  letGo()

  /** Neither the process nor the channel to it keeps this process alive. */
  function letGo(): void {
    child.unref()
    child.channel?.unref()
  }

  function hold(): void {
    child.ref()
    child.channel?.ref()
  }

  function settle(id: number) {
    const job = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) letGo()
    return job
  }

  function die(reason: string): void {
    onDeath()
    for (const id of waiting.keys()) settle(id)?.reject(new Error(reason))
  }

  child.on('message', (answer: EmbedAnswer) => {
    const job = settle(answer.id)
    if ('vectors' in answer) job?.resolve(answer.vectors)
    else job?.reject(new Error(answer.error))
  })
  child.on('error', (error) => die(error.message))
  child.on('exit', () => die('stopped'))

  return {
    run: (texts) =>
      new Promise((resolve, reject) => {
        jobs += 1
        const id = jobs
        waiting.set(id, { resolve, reject })
        hold()
        child.send({ id, texts } satisfies EmbedJob, (error) => {
          if (error) settle(id)?.reject(error)
        })
      }),
    stop: async () => {
      child.ref()
      child.kill('SIGKILL')
      await ended
    },
  }
}
