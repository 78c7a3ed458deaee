import { queryOptions } from '@tanstack/react-query'
import type { AnswerOf } from '#apps/client/call.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { call } from './request.ts'

/** An embedding model of which passages of a project have vectors, or of which something is known. */
export type SearchModel = AnswerOf<'search.models'>['models'][number]

/** The key of the models of a project. */
export const searchModelsKey = (ref: ProjectRef) => [...projectKey(ref), '*', 'search-models']

/** The embedding models of a project: how far each is, and what it counts beside the words. */
export const searchModelsQuery = (ref: ProjectRef) =>
  queryOptions({
    queryKey: searchModelsKey(ref),
    queryFn: ({ signal }) => call('search.models', { params: ref }, { signal }),
  })

/** Gives all passages that have none vectors of the present model, in the background. */
export const embedPassages = (ref: ProjectRef) => call('search.embed', { params: ref })

/** Removes the vectors of a model that is not in use any more; gives how many passages had one. */
export const forgetModel = (ref: ProjectRef, model: string) =>
  call('search.forget_model', { params: ref, body: { model } })
