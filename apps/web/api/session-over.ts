const listeners = new Set<() => void>()

/** Tells that the server no longer knows who asks: the session has ended, or was ended elsewhere. */
export function tellSessionOver(): void {
  for (const listener of listeners) listener()
}

/** Hears of it; returns how to stop. */
export function onSessionOver(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
