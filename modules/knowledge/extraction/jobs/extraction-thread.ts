import { Worker } from 'node:worker_threads'
import type { House } from '#kernel/module/index.ts'
import type { ExtractionResult, ExtractionSource } from '../engine/index.ts'

/** A thread without work is let go after this long, with its memory. */
const idleMs = 30_000

/** Runs the offline engine on a thread of its own, one document at a time, so that requests are not held up. */
interface ExtractionThread {
  run(source: ExtractionSource, signal: AbortSignal): Promise<ExtractionResult>
}

const threads = new WeakMap<House, ExtractionThread>()

/** Extracts on the thread of a house, which is started when there is something to do and stopped with the house. */
export const extractInThread = (
  house: House,
  source: ExtractionSource,
  signal: AbortSignal,
): Promise<ExtractionResult> => {
  const known = threads.get(house)
  if (known) return known.run(source, signal)
  const made = createExtractionThread(house)
  threads.set(house, made)
  return made.run(source, signal)
}

const createExtractionThread = (house: Pick<House, 'onClose'>): ExtractionThread => {
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let tail: Promise<unknown> = Promise.resolve()

  const close = async (): Promise<void> => {
    clearTimeout(idle)
    const stopping = worker
    worker = undefined
    await stopping?.terminate()
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
        idle = setTimeout(() => void close(), idleMs).unref()
        finish()
      }
      const stop = (): void =>
        settle(() => {
          void close()
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

  house.onClose(close)
  return {
    run(source, signal) {
      const turn = tail.then(() => runOne(source, signal))
      tail = turn.catch(() => undefined)
      return turn
    },
  }
}
