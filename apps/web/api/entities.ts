import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Entity } from '../../../generated/api.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { call } from './request.ts'

// A register knows no kind, so that it asks by collection. What all kinds share the contract says under `entities`.
export type { Entity } from '../../../generated/api.ts'

/** Conditions of a list: by field, an operator (`eq` for equality) and its value. */
export type Filters = Record<string, Record<string, string>>

/** What a list is asked for. `sort` is a field name, with a minus in front for descending. */
export type ListQuery = {
  q?: string | undefined
  sort?: string | undefined
  filter?: Filters
  limit?: number
  /** What was true at this time. */
  as_of?: string | undefined
  /** Those that were deleted, in place of the others. */
  deleted?: 'true'
}

/** A list that is read page by page, from what reads one page of it. */
export const pagesOf = <Page extends { next_cursor: string | null }>(
  queryKey: readonly unknown[],
  read: (cursor: string, signal: AbortSignal) => Promise<Page>,
) =>
  infiniteQueryOptions({
    queryKey,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  })

/** The key of a list; what changes a collection finds its lists by it. */
export const listKey = (ref: ProjectRef, collection: string, query: ListQuery) => [
  ...projectKey(ref),
  collection,
  'list',
  query,
]

/** The records of a collection. */
export const listQuery = (ref: ProjectRef, collection: string, query: ListQuery) =>
  pagesOf(listKey(ref, collection, query), (cursor, signal) =>
    call(
      'entities.list',
      { params: { ...ref, collection }, query: { limit: 50, ...query, cursor } },
      { signal },
    ),
  )

/** The key of the first few of a list. */
export const headKey = (ref: ProjectRef, collection: string, query: ListQuery) => [
  ...projectKey(ref),
  collection,
  'head',
  query,
]

/** The first few of a list. */
export const headQuery = (ref: ProjectRef, collection: string, query: ListQuery) =>
  queryOptions({
    queryKey: headKey(ref, collection, query),
    queryFn: ({ signal }) =>
      call('entities.list', { params: { ...ref, collection }, query: { limit: 50, ...query } }, { signal }),
  })

/** The key of one record, now or as it was at a time. */
export const entityKey = (ref: ProjectRef, collection: string, id: string, asOf = 'now') => [
  ...projectKey(ref),
  collection,
  'entity',
  id,
  asOf,
]

/** One entity by id or key, now or as it was at a time. */
export const entityQuery = (ref: ProjectRef, collection: string, id: string, asOf?: string) =>
  queryOptions({
    queryKey: entityKey(ref, collection, id, asOf),
    queryFn: ({ signal }) =>
      call('entities.get', { params: { ...ref, collection, id }, query: { as_of: asOf } }, { signal }),
  })

/** Creates an entity from its fields. */
export const createEntity = (
  ref: ProjectRef,
  collection: string,
  fields: Record<string, unknown>,
): Promise<Entity> => call('entities.create', { params: { ...ref, collection }, body: fields })

/** Changes fields; refused with 412 when someone else changed the entity since `version`. */
export const editEntity = (
  ref: ProjectRef,
  collection: string,
  { id, version }: Pick<Entity, 'id' | 'version'>,
  fields: Record<string, unknown>,
  change?: string,
): Promise<Entity> =>
  call('entities.edit', { params: { ...ref, collection, id }, body: fields }, { version, change })

/** Deletes an entity; it can be restored. */
export const deleteEntity = (
  ref: ProjectRef,
  collection: string,
  { id, version }: Pick<Entity, 'id' | 'version'>,
  change?: string,
): Promise<Entity> => call('entities.delete', { params: { ...ref, collection, id } }, { version, change })

/** Brings a deleted entity back. */
export const restoreEntity = (
  ref: ProjectRef,
  collection: string,
  id: string,
  change?: string,
): Promise<Entity> => call('entities.restore', { params: { ...ref, collection, id } }, { change })

/** Runs a domain verb on an entity. */
export const runVerb = (
  ref: ProjectRef,
  collection: string,
  id: string,
  verb: string,
  input: Record<string, unknown>,
  change?: string,
): Promise<Entity> =>
  call('entities.do', { params: { ...ref, collection, id, verb }, body: input }, { change })

/** Begins or ends being told of changes of an entity. */
export const setWatching = (ref: ProjectRef, collection: string, id: string, wanted: boolean) =>
  call(wanted ? 'entities.watch' : 'entities.unwatch', { params: { ...ref, collection, id } })
