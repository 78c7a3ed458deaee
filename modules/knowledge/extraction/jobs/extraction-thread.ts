import { Worker } from 'node:worker_threads'
import type { ExtractionResult, ExtractionSource } from '../engine/index.ts'

/** A thread without work is let go after this long, with its memory. */
const idleMs = 30_000

let worker: Worker | undefined
let idle: NodeJS.Timeout | undefined
let tail: Promise<unknown> = Promise.resolve()

/** Runs the offline engine on a thread of its own, one document at a time, so that requests are not held up. */
export const extractInThread = (source: ExtractionSource, signal: AbortSignal): Promise<ExtractionResult> => {
  const turn = tail.then(() => runOne(source, signal))
  tail = turn.catch(() => undefined)
  return turn
}

const runOne = (source: ExtractionSource, signal: AbortSignal): Promise<ExtractionResult> =>
  new Promise((resolve, reject) => {
    clearTimeout(idle)
    const current = (worker ??= new Worker(new URL('./extraction-worker.ts', import.meta.url), {
      name: 'extraction',
      resourceLimits: { maxOldGenerationSizeMb: 1_024 },
    }))
    const settle = (finish: () => void): void => {
      current.removeAllListeners('message')
      current.removeAllListeners('error')
      signal.removeEventListener('abort', stop)
      idle = setTimeout(close, idleMs).unref()
      finish()
    }
    const stop = (): void =>
      settle(() => {
        close()
        reject(new Error('extraction was cancelled'))
      })
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop)
    current.once(
      'message',
      (answer: { ok: true; result: ExtractionResult } | { ok: false; message: string }) =>
        settle(() => (answer.ok ? resolve(answer.result) : reject(new Error(answer.message)))),
    )
    current.once('error', (error) =>
      settle(() => {
        worker = undefined
        reject(error)
      }),
    )
    current.unref()
    current.postMessage(source)
  })

const close = (): void => {
  void worker?.terminate()
  worker = undefined
}
