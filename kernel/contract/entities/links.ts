import { z } from 'zod'
import { entityById } from '../../entities/read.ts'
import { addLink, linkBody, removeLink } from '../../graph/links.ts'
import { linksOf } from '../../graph/links-of.ts'
import { trace } from '../../graph/trace.ts'
import { projectAction, projectQuery, type Endpoint } from '../endpoint.ts'
import { asOfQuery, linkSchema, pageOf, traceSchema } from '../schemas.ts'
import type { KindShape } from './shape.ts'

const traceQuery = z.strictObject({
  direction: z.enum(['up', 'down']).default('up'),
  depth: z.coerce.number().int().min(1).max(50).default(10),
})

/** Links to other records, and walks along them. */
export const linkEndpointsOf = ({ kind, one, path, permit, name }: KindShape): Endpoint[] => [
  projectQuery({
    path: `${path}/{id}/links`,
    name: name('links'),
    summary: `Links of a ${one}, now or as they were`,
    permit: permit('view'),
    query: asOfQuery,
    output: pageOf(linkSchema),
    handle: (context, { params, query }) => linksOf(context, kind, params.id, query.as_of),
  }),
  projectAction({
    method: 'POST',
    path: `${path}/{id}/links`,
    name: name('link'),
    summary: `Link a ${one} to another record`,
    permit: permit('link'),
    successStatus: 201,
    body: linkBody,
    output: pageOf(linkSchema),
    handle: (context, { params, body }) => addLink(context, kind, params.id, body),
  }),
  projectAction({
    method: 'DELETE',
    path: `${path}/{id}/links/{link}`,
    name: name('unlink'),
    summary: `Remove a link`,
    permit: permit('link'),
    output: z.object({ removed: z.literal(true) }),
    handle: async (context, { params }) => (
      await removeLink(context, kind, params.id, params.link),
      { removed: true }
    ),
  }),
  projectQuery({
    path: `${path}/{id}/trace`,
    name: name('trace'),
    summary: `On what a ${one} rests, or what rests on it`,
    permit: permit('view'),
    query: traceQuery,
    output: traceSchema,
    handle: async (context, { params, query }) =>
      trace(context, (await entityById(context, kind, params.id)).id, query),
  }),
]
