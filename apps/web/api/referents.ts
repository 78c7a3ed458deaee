import { queryOptions } from '@tanstack/react-query'
import type { ItemOf } from '#apps/client/call.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { call } from './request.ts'

export type { Mention } from '../../../generated/api.ts'

/** Another record that may be the same. */
export type Candidate = ItemOf<'referents.candidates'>

/** All places where a person, organization or place is named. */
export const mentionsQuery = (ref: ProjectRef, id: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'referents', 'entity', id, 'mentions'],
    queryFn: ({ signal }) => call('referents.mentions', { params: { ...ref, id } }, { signal }),
    select: ({ items }) => items,
  })

/** Records that may be the same. */
export const candidatesQuery = (ref: ProjectRef, id: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'referents', 'entity', id, 'candidates'],
    queryFn: ({ signal }) => call('referents.candidates', { params: { ...ref, id } }, { signal }),
    select: ({ items }) => items,
  })
