import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { projectKey, projectPath, type ProjectRef } from './project.ts'
import { command, path, request } from './request.ts'

const view = z.object({
  id: z.string(),
  collection: z.string(),
  name: z.string(),
  shared: z.boolean(),
  arrangement: z.record(z.string(), z.unknown()),
  mine: z.boolean(),
  owner: z.string(),
})

/** A list as somebody arranged it. */
export type SavedView = z.output<typeof view>

/** The views of a list: one's own and those that others share. */
export const savedViewsQuery = (ref: ProjectRef, collection: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'saved-views', collection],
    queryFn: async ({ signal }) =>
      (
        await request(z.object({ items: z.array(view) }), `${projectPath(ref)}/saved-views`, {
          query: { collection },
          signal,
        })
      ).items,
    staleTime: 60_000,
  })

/** Keeps a view under its name; one's own of that name is replaced. */
export const saveView = (
  ref: ProjectRef,
  input: Pick<SavedView, 'collection' | 'name' | 'shared' | 'arrangement'>,
): Promise<SavedView> => request(view, `${projectPath(ref)}/saved-views`, { method: 'POST', body: input })

/** Deletes one of one's own views. */
export const deleteView = (ref: ProjectRef, id: string): Promise<void> =>
  command(`${projectPath(ref)}${path`/saved-views/${id}`}`, { method: 'DELETE' })
