import { once } from 'node:events'
import { startChild } from '../children.ts'
import type { LoadOrder, LoadResult } from './order.ts'

/** The process from which the load comes. */
export interface Loader {
  /** @throws Error when an answer was not 200 */
  load(order: LoadOrder): Promise<LoadResult>
  stop(): Promise<void>
}

/** Starts it. */
export const startLoader = async (): Promise<Loader> => {
  const child = await startChild<string>('./load/client.ts')
  return {
    async load(order) {
      child.process.send(order)
      const [answer] = (await once(child.process, 'message')) as [LoadResult | { error: string }]
      if ('error' in answer) throw new Error(answer.error)
      return answer
    },
    stop: child.stop,
  }
}
