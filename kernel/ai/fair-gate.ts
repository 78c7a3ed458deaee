/** Lets at most a fixed number of calls through at once, and takes turns between tenants where they queue. */
export interface FairGate {
  /** Waits for a place and returns the function that gives it back. Rejects with the signal's reason when aborted while waiting. */
  enter(tenant: string, signal?: AbortSignal): Promise<() => void>
}

/** A gate with `places` places. One tenant with a thousand waiting calls delays another's next call by one, not by a thousand. */
export function createFairGate(places: number): FairGate {
  let free = places
  const queues = new Map<string, (() => void)[]>()

  function leave(): void {
    free += 1
    const next = queues.entries().next()
    if (next.done) return
    const [tenant, queue] = next.value
    const admit = queue.shift()
    queues.delete(tenant)
    // Re-inserting moves the tenant behind the others: Map keeps insertion order.
    if (queue.length > 0) queues.set(tenant, queue)
    admit?.()
  }

  function take(): () => void {
    free -= 1
    let held = true
    return () => {
      if (held) leave()
      held = false
    }
  }

  return {
    async enter(tenant, signal) {
      signal?.throwIfAborted()
      if (free > 0) return take()
      return new Promise((resolve, reject) => {
        const queue = queues.get(tenant) ?? []
        const admit = () => {
          signal?.removeEventListener('abort', abandon)
          resolve(take())
        }
        const abandon = () => {
          const at = queue.indexOf(admit)
          if (at >= 0) queue.splice(at, 1)
          if (queue.length === 0 && queues.get(tenant) === queue) queues.delete(tenant)
          reject(signal?.reason)
        }
        queue.push(admit)
        queues.set(tenant, queue)
        signal?.addEventListener('abort', abandon, { once: true })
      })
    },
  }
}
