import { queryOptions } from '@tanstack/react-query'
import { newChange } from './changes.ts'
import { listKey, pagesOf, type ListQuery } from './entities.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { call, type CallOptions } from './request.ts'

export type { Suggestion } from '../../../generated/api.ts'

/** What agents and extractors propose. */
export const suggestionsQuery = (ref: ProjectRef, query: ListQuery) =>
  pagesOf(listKey(ref, 'suggestions', query), (cursor, signal) =>
    call('suggestions.list', { params: ref, query: { limit: 100, ...query, cursor } }, { signal }),
  )

/** Makes a change under a name of its own, and gives the name, by which it can be taken back. */
const named = async (make: (options: CallOptions) => Promise<unknown>): Promise<string> => {
  const change = newChange()
  await make({ change })
  return change
}

/** Accepts a suggestion, with corrections where there are any. Gives the name of the change, for taking it back. */
export const acceptSuggestion = (
  ref: ProjectRef,
  id: string,
  edits: Record<string, unknown> | undefined,
): Promise<string> =>
  named((options) => call('suggestions.accept', { params: { ...ref, id }, body: { edits } }, options))

/** Rejects a suggestion and says why. */
export const rejectSuggestion = (ref: ProjectRef, id: string, reason: string): Promise<string> =>
  named((options) => call('suggestions.reject', { params: { ...ref, id }, body: { reason } }, options))

/** Accepts several, all or none. */
export const acceptSuggestions = (ref: ProjectRef, ids: string[]): Promise<string> =>
  named((options) => call('suggestions.accept_many', { params: ref, body: { ids } }, options))

/** Rejects several for one reason, all or none. */
export const rejectSuggestions = (ref: ProjectRef, ids: string[], reason: string): Promise<string> =>
  named((options) => call('suggestions.reject_many', { params: ref, body: { ids, reason } }, options))

/** What there is already that a suggestion may repeat: records, and other open suggestions. */
export const similarQuery = (ref: ProjectRef, id: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'suggestions', 'entity', id, 'similar'],
    queryFn: ({ signal }) => call('suggestions.similar', { params: { ...ref, id } }, { signal }),
  })
