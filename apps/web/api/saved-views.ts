import { queryOptions } from '@tanstack/react-query'
import type { SavedView } from '../../../generated/api.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { call } from './request.ts'

export type { SavedView } from '../../../generated/api.ts'

/** The views of a list: one's own and those that others share. */
export const savedViewsQuery = (ref: ProjectRef, collection: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'saved-views', collection],
    queryFn: async ({ signal }) =>
      (await call('savedViews.list', { params: ref, query: { collection } }, { signal })).items,
    staleTime: 60_000,
  })

/** Keeps a view under its name; one's own of that name is replaced. */
export const saveView = (
  ref: ProjectRef,
  body: Pick<SavedView, 'collection' | 'name' | 'shared' | 'arrangement'>,
): Promise<SavedView> => call('savedViews.save', { params: ref, body })

/** Deletes one of one's own views. */
export const deleteView = (ref: ProjectRef, view: string) =>
  call('savedViews.delete', { params: { ...ref, view } })
