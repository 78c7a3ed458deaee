import { z } from 'zod'
import { setTags, tagsBody } from '../../entities/tags.ts'
import { setWatching } from '../../entities/watches.ts'
import { projectAction, type Endpoint } from '../endpoint.ts'
import { expected, type KindShape } from './shape.ts'

const watching = z.object({ watching: z.boolean() })

/** Tags of a record, and who is told of its changes. */
export const tagAndWatchEndpointsOf = ({ kind, one, path, output, permit, name }: KindShape): Endpoint[] => [
  projectAction({
    method: 'PUT',
    path: `${path}/{id}/tags`,
    name: name('set_tags'),
    summary: `Give a ${one} exactly these tags`,
    permit: permit('edit'),
    body: tagsBody,
    output,
    handle: (context, { params, body }) => setTags(context, kind, params.id, body, expected(context)),
  }),
  projectAction({
    method: 'POST',
    path: `${path}/{id}/watch`,
    name: name('watch'),
    summary: `Be told when others change or discuss a ${one}`,
    permit: permit('view'),
    output: watching,
    handle: (context, { params }) => setWatching(context, kind, params.id, true),
  }),
  projectAction({
    method: 'DELETE',
    path: `${path}/{id}/watch`,
    name: name('unwatch'),
    summary: `No longer be told of a ${one}`,
    permit: permit('view'),
    output: watching,
    handle: (context, { params }) => setWatching(context, kind, params.id, false),
  }),
]
