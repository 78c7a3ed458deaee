import { setTimeout as wait } from 'node:timers/promises'
import type { AiClock } from './ports.ts'

/** The machine's own time and chance. */
export const systemClock: AiClock = {
  now: () => new Date(),
  sleep: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}),
  random: Math.random,
}
