import { queryOptions } from '@tanstack/react-query'
import type { ItemOf } from '#apps/client/call.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { call } from './request.ts'

/** Somebody who takes part in a decision, and what they answered. */
export type Participant = ItemOf<'decisions.participants'>

/** Who takes part in a decision. */
export const participantsQuery = (ref: ProjectRef, id: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'decisions', 'entity', id, 'participants'],
    queryFn: async ({ signal }) =>
      (await call('decisions.participants', { params: { ...ref, id } }, { signal })).items,
  })
