import type { StaleEvidence } from '../../../generated/api.ts'
import { pagesOf } from './entities.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { call } from './request.ts'

/** A record that rests on words which a newer version of their source changed, with the difference. */
export type Stale = StaleEvidence['items'][number]

/** All such records of a project, page by page. */
export const staleQuery = (ref: ProjectRef) =>
  pagesOf([...projectKey(ref), '*', 'stale'], (cursor, signal) =>
    call(
      'evidence.stale',
      { params: ref, query: { limit: 50, ...(cursor === '' ? {} : { cursor }) } },
      { signal },
    ),
  )

/** Says that a record still holds although its words changed; it rests on the new ones from then on. */
export const confirmEvidence = (ref: ProjectRef, link: string, change: string) =>
  call('evidence.confirm', { params: { ...ref, id: link }, body: {} }, { change })
