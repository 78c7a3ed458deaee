import { constants, getPriority, platform, setPriority } from 'node:os'

/**
 * Lets the thread that calls this compute when nothing more urgent wants the processor: whoever waits for an answer goes
 * before documents that come in. Linux alone gives threads a priority of their own; elsewhere it would be that of the
 * whole process, so nothing is done.
 */
export const workInBackground = (): void => {
  const { PRIORITY_BELOW_NORMAL } = constants.priority
  // what was started with an even lower priority keeps it
  if (platform() === 'linux' && getPriority() < PRIORITY_BELOW_NORMAL) setPriority(PRIORITY_BELOW_NORMAL)
}
