import { queryOptions } from '@tanstack/react-query'
import { projectKey, type ProjectRef } from './project.ts'
import { call } from './request.ts'

export type { Comment } from '../../../generated/api.ts'

/** The discussion of an entity. */
export const commentsQuery = (ref: ProjectRef, collection: string, id: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), collection, 'entity', id, 'comments'],
    queryFn: ({ signal }) => call('entities.comments', { params: { ...ref, collection, id } }, { signal }),
  })

/** Adds a comment, or an answer to one. */
export const addComment = (
  ref: ProjectRef,
  collection: string,
  id: string,
  body: string,
  parentId?: string,
) => call('entities.comment', { params: { ...ref, collection, id }, body: { body, parent_id: parentId } })

/** Changes the words of one's own comment. */
export const editComment = (ref: ProjectRef, collection: string, id: string, comment: string, body: string) =>
  call('entities.edit_comment', { params: { ...ref, collection, id, comment }, body: { body } })

/** Takes one's own comment away. */
export const deleteComment = (ref: ProjectRef, collection: string, id: string, comment: string) =>
  call('entities.delete_comment', { params: { ...ref, collection, id, comment } })
