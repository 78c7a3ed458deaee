import { setTimeout as delay } from 'node:timers/promises'

/** Longer than either answer takes with a healthy database, shorter than a person notices. */
const leastMs = 200

/**
 * Gives an answer no sooner than after 200 ms, so that its time does not tell whether an address has an account: for
 * one that has, rows are written, for another they are not.
 */
export const evenTime = async <T>(work: () => Promise<T>): Promise<T> => {
  const [outcome] = await Promise.allSettled([work(), delay(leastMs)])
  if (outcome.status === 'rejected') throw outcome.reason
  return outcome.value
}
