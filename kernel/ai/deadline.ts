/** An abort signal that fires on the caller's cancellation or after a silence, and says which it was. */
export interface Deadline {
  readonly signal: AbortSignal
  readonly expired: boolean
  readonly cancelled: boolean
  /** Starts the time anew: something was heard. */
  heard(): void
  /** Stops waiting for an answer that nobody reads any more. */
  abandon(): void
  /** Releases the timer and the caller's signal. */
  done(): void
}

/** A deadline of `timeoutMs` milliseconds of silence, joined with the caller's own signal. */
export function createDeadline(timeoutMs: number, caller?: AbortSignal): Deadline {
  const controller = new AbortController()
  let expired = false
  const expire = () => {
    expired = true
    controller.abort()
  }
  const cancel = () => controller.abort()
  let timer = setTimeout(expire, timeoutMs)
  caller?.addEventListener('abort', cancel, { once: true })
  if (caller?.aborted === true) cancel()
  return {
    signal: controller.signal,
    get expired() {
      return expired
    },
    get cancelled() {
      return caller?.aborted === true
    },
    heard() {
      clearTimeout(timer)
      if (!controller.signal.aborted) timer = setTimeout(expire, timeoutMs)
    },
    abandon: cancel,
    done() {
      clearTimeout(timer)
      caller?.removeEventListener('abort', cancel)
    },
  }
}
