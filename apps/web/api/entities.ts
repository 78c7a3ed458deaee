import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { asChange } from './changes.ts'
import { withDefault } from './fallbacks.ts'
import { projectKey, projectPath, type ProjectRef } from './project.ts'
import { command, request } from './request.ts'

/** The shape of an entity of any kind: what all share, its fields beside it, and what the caller may do with it. */
export const entityShape = z.looseObject({
  id: z.string(),
  key: z.nullish(z.string()),
  kind: z.string(),
  label: withDefault(z.string(), ''),
  version: withDefault(z.number(), 1),
  created_at: z.nullish(z.string()),
  updated_at: z.nullish(z.string()),
  deleted_at: z.nullish(z.string()),
  abilities: withDefault(
    z.object({
      edit: withDefault(z.boolean(), false),
      delete: withDefault(z.boolean(), false),
      link: withDefault(z.boolean(), false),
      verbs: withDefault(z.record(z.string(), z.boolean()), {}),
    }),
    { edit: false, delete: false, link: false, verbs: {} },
  ),
})

/** An entity of any kind. */
export type Entity = z.output<typeof entityShape>

/** A page of entities. */
export const pageShape = z.object({ items: z.array(entityShape), next_cursor: z.nullish(z.string()) })

/** Conditions of a list: by field, an operator (`eq` for equality) and its value. */
export type Filters = Record<string, Record<string, string>>

/** What a list is asked for. `sort` is a field name, with a minus in front for descending. */
export type ListQuery = {
  q?: string | undefined
  sort?: string | undefined
  filter?: Filters
  limit?: number
}

/** Filters as the parameters of a request. */
export const filterParameters = (filters: Filters = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(filters).flatMap(([field, conditions]) =>
      Object.entries(conditions).map(([operator, value]) => [
        operator === 'eq' ? `filter[${field}]` : `filter[${field}][${operator}]`,
        value,
      ]),
    ),
  )

const listParameters = (query: ListQuery): Record<string, string | number | undefined> => ({
  q: query.q,
  sort: query.sort,
  limit: query.limit ?? 50,
  ...filterParameters(query.filter),
})

/** A list that is read page by page. */
export const listQuery = (ref: ProjectRef, collection: string, query: ListQuery) =>
  infiniteQueryOptions({
    queryKey: [...projectKey(ref), collection, 'list', query],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      request(pageShape, `${projectPath(ref)}/${collection}`, {
        query: { ...listParameters(query), cursor: pageParam },
        signal,
      }),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })

/** The first few of a list. */
export const headQuery = (ref: ProjectRef, collection: string, query: ListQuery) =>
  queryOptions({
    queryKey: [...projectKey(ref), collection, 'head', query],
    queryFn: ({ signal }) =>
      request(pageShape, `${projectPath(ref)}/${collection}`, { query: listParameters(query), signal }),
  })

/** One entity by id or key, now or as it was at a time. */
export const entityQuery = (ref: ProjectRef, collection: string, id: string, asOf?: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), collection, 'entity', id, asOf ?? 'now'],
    queryFn: ({ signal }) =>
      request(entityShape, entityPath(ref, collection, id), { query: { as_of: asOf }, signal }),
  })

/** The address of one entity. */
export const entityPath = (ref: ProjectRef, collection: string, id: string): string =>
  `${projectPath(ref)}/${collection}/${encodeURIComponent(id)}`

/** Creates an entity from its fields. */
export const createEntity = (ref: ProjectRef, collection: string, fields: object): Promise<Entity> =>
  request(entityShape, `${projectPath(ref)}/${collection}`, { method: 'POST', body: fields })

/** Changes fields; refused with 412 when someone else changed the entity since `version`. */
export const editEntity = (
  ref: ProjectRef,
  collection: string,
  entity: Pick<Entity, 'id' | 'version'>,
  fields: object,
  change?: string,
): Promise<Entity> =>
  request(entityShape, entityPath(ref, collection, entity.id), {
    method: 'PATCH',
    body: fields,
    headers: { 'if-match': `"${entity.version}"`, ...asChange(change) },
  })

/** Deletes an entity; it can be restored. */
export const deleteEntity = (
  ref: ProjectRef,
  collection: string,
  entity: Pick<Entity, 'id' | 'version'>,
  change?: string,
): Promise<void> =>
  command(entityPath(ref, collection, entity.id), {
    method: 'DELETE',
    headers: { 'if-match': `"${entity.version}"`, ...asChange(change) },
  })

/** Runs a domain verb (or `restore`) on an entity. */
export const runVerb = (
  ref: ProjectRef,
  collection: string,
  id: string,
  verb: string,
  input: object,
  change?: string,
): Promise<void> =>
  command(`${entityPath(ref, collection, id)}/${verb}`, {
    method: 'POST',
    body: input,
    headers: asChange(change),
  })

/** Begins or ends being told of changes of an entity. */
export const setWatching = (
  ref: ProjectRef,
  collection: string,
  id: string,
  wanted: boolean,
): Promise<void> =>
  command(`${entityPath(ref, collection, id)}/watch`, { method: wanted ? 'POST' : 'DELETE' })
