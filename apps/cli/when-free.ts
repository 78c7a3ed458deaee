const retryMs = 250

/**
 * Tries again for a while where another process has the data folder open: a verb that is about to end, or a server
 * that was killed and is still going down.
 */
export const whenFree = async <T>(patienceMs: number, open: () => Promise<T>): Promise<T> => {
  const until = Date.now() + patienceMs
  for (;;) {
    try {
      return await open()
    } catch (error) {
      if (!isHeld(error) || Date.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, retryMs))
    }
  }
}

const isHeld = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('is in use by process')
