import { z } from 'zod'
import {
  addComment,
  commentBody,
  commentEditBody,
  commentsOf,
  editComment,
  removeComment,
} from '../../entities/comments.ts'
import { projectAction, projectQuery, type Endpoint } from '../endpoint.ts'
import { commentSchema, pageOf } from '../schemas.ts'
import type { KindShape } from './shape.ts'

/** Comments on a record. */
export const discussionEndpointsOf = ({ kind, one, path, permit, name }: KindShape): Endpoint[] => [
  projectQuery({
    path: `${path}/{id}/comments`,
    name: name('comments'),
    summary: `Discussion of a ${one}`,
    permit: permit('view'),
    output: pageOf(commentSchema),
    handle: (context, { params }) => commentsOf(context, kind, params.id),
  }),
  projectAction({
    method: 'POST',
    path: `${path}/{id}/comments`,
    name: name('comment'),
    summary: `Comment on a ${one}`,
    permit: permit('comment'),
    successStatus: 201,
    body: commentBody,
    output: commentSchema,
    handle: (context, { params, body }) => addComment(context, kind, params.id, body),
  }),
  projectAction({
    method: 'PATCH',
    path: `${path}/{id}/comments/{comment}`,
    name: name('edit_comment'),
    summary: 'Change your own comment',
    permit: permit('comment'),
    body: commentEditBody,
    output: commentSchema,
    handle: (context, { params, body }) => editComment(context, kind, params.id, params.comment, body),
  }),
  projectAction({
    method: 'DELETE',
    path: `${path}/{id}/comments/{comment}`,
    name: name('delete_comment'),
    summary: 'Take your own comment away',
    permit: permit('comment'),
    output: z.object({ removed: z.literal(true) }),
    handle: async (context, { params }) => (
      await removeComment(context, kind, params.id, params.comment),
      { removed: true }
    ),
  }),
]
