import { once } from 'node:events'
import { getPriority, platform } from 'node:os'
import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'

it.runIf(platform() === 'linux')(
  'lowers the priority of the thread that asks for it, and of no other',
  async () => {
    const before = getPriority()
    const file = new URL('background-thread.ts', import.meta.url).href
    const body = `
    import { getPriority } from 'node:os'
    import { parentPort } from 'node:worker_threads'
    import { workInBackground } from ${JSON.stringify(file)}
    workInBackground()
    parentPort.postMessage(getPriority())`
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(body)}`))

    const [inThread]: unknown[] = await once(worker, 'message')

    expect(inThread).toBe(Math.max(before, 10))
    expect(getPriority()).toBe(before)
  },
)
