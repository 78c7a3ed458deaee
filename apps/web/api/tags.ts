import { queryOptions } from '@tanstack/react-query'
import type { Entity } from '../../../generated/api.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { call } from './request.ts'

/** The tags of a project by name, with how many records carry each. */
export const tagsQuery = (ref: ProjectRef) =>
  queryOptions({
    queryKey: [...projectKey(ref), '*', 'tags'],
    queryFn: async ({ signal }) => (await call('tags.list', { params: ref }, { signal })).items,
  })

/** Gives a record exactly these tags; new ones are made. Refused with 412 where it was changed since `version`. */
export const setTags = (
  ref: ProjectRef,
  collection: string,
  { id, version }: Pick<Entity, 'id' | 'version'>,
  tags: readonly string[],
  change: string,
) => call('entities.set_tags', { params: { ...ref, collection, id }, body: { tags } }, { version, change })
