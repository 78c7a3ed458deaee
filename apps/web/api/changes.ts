import { queryOptions } from '@tanstack/react-query'
import { projectKey, type ProjectRef } from './project.ts'
import { call } from './request.ts'

export type { Change } from '../../../generated/api.ts'

/** A name for a change that is about to be asked for, by which it can be taken back afterwards. */
export const newChange = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Takes a whole change back by a new, audited one; refused where the same was changed since. */
export const undoChange = (ref: ProjectRef, change: string) =>
  call('changes.undo', { params: { ...ref, change }, body: {} })

/** All that one change did, and whether it can be taken back now. */
export const changeQuery = (ref: ProjectRef, change: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), '*', 'change', change],
    queryFn: ({ signal }) => call('changes.get', { params: { ...ref, change } }, { signal }),
  })
