/** Who is signed in, and until when (ISO 8601). */
export interface ResolvedSession {
  user: { id: string; name: string; email: string }
  session: { id: string; expiresAt: string }
}

/** How long a session may be believed without asking: what another process ends is noticed this late. */
export const sessionCacheMs = 10_000

/** Sessions seen lately in this process, by token. Bounded: when full, the oldest are forgotten. */
export class SessionCache {
  readonly #entries = new Map<string, { value: ResolvedSession; until: number }>()
  readonly #capacity: number
  #generation = 0

  constructor(capacity = 10_000) {
    this.#capacity = capacity
  }

  /** Changes whenever something is dropped; an answer fetched across a change must not be kept. */
  get generation(): number {
    return this.#generation
  }

  get(token: string): ResolvedSession | undefined {
    const entry = this.#entries.get(token)
    if (!entry) return undefined
    if (entry.until > Date.now()) return entry.value
    this.#entries.delete(token)
    return undefined
  }

  /** Keeps what was fetched at `generation`, never beyond the session's own end. */
  keep(token: string, value: ResolvedSession, generation: number): void {
    if (generation !== this.#generation) return
    const until = Math.min(Date.now() + sessionCacheMs, Date.parse(value.session.expiresAt))
    this.#entries.delete(token)
    this.#entries.set(token, { value, until })
    if (this.#entries.size > this.#capacity)
      for (const oldest of this.#entries.keys()) if (this.#entries.delete(oldest)) break
  }

  dropToken(token: string): void {
    this.#generation += 1
    this.#entries.delete(token)
  }

  dropUser(userId: string): void {
    this.#generation += 1
    for (const [token, { value }] of this.#entries) if (value.user.id === userId) this.#entries.delete(token)
  }
}
