import type { ProjectRef } from './project.ts'
import { call } from './request.ts'

/** A name for a change that is about to be asked for, by which it can be taken back afterwards. */
export const newChange = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Takes a whole change back by a new, audited one; refused where the same was changed since. */
export const undoChange = (ref: ProjectRef, change: string) =>
  call('changes.undo', { params: { ...ref, change }, body: {} })
