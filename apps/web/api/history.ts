import { pagesOf } from './entities.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { call } from './request.ts'

export type { HistoryEntry } from '../../../generated/api.ts'

/** The audited changes of an entity, newest first. */
export const historyQuery = (ref: ProjectRef, collection: string, id: string) =>
  pagesOf([...projectKey(ref), collection, 'entity', id, 'history'], (cursor, signal) =>
    call('entities.history', { params: { ...ref, collection, id }, query: { cursor } }, { signal }),
  )
