import { projectPath, type ProjectRef } from './project.ts'
import { command, path } from './request.ts'

/** A name for a change that is about to be asked for, by which it can be taken back afterwards. */
export const newChange = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** The header that gives a change its name. */
export const asChange = (change: string | undefined): Record<string, string> =>
  change === undefined ? {} : { 'x-request-id': change }

/** Takes a whole change back by a new, audited one; refused where the same was changed since. */
export const undoChange = (ref: ProjectRef, change: string): Promise<void> =>
  command(`${projectPath(ref)}${path`/changes/${change}/undo`}`, { method: 'POST' })
