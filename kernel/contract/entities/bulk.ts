import { z } from 'zod'
import { deleteEntities, editEntities, manyIds } from '../../entities/bulk.ts'
import { projectAction, type Endpoint } from '../endpoint.ts'
import { reason, type KindShape } from './shape.ts'

/** The same change of many records at once, all or none. */
export const bulkEndpointsOf = ({ kind, many, path, output, permit, name }: KindShape): Endpoint[] => [
  projectAction({
    method: 'PATCH',
    path: path,
    name: name('edit_many'),
    summary: `Change the same fields of many ${many}, all or none`,
    permit: permit('edit'),
    body: z.strictObject({ ids: manyIds, changes: kind.editSchema, reason }),
    output: z.object({ items: z.array(output) }),
    handle: async (context, { body }) => ({
      items: await editEntities(context, kind, body.ids, body.changes),
    }),
  }),
  projectAction({
    method: 'POST',
    path: `${path}/delete`,
    name: name('delete_many'),
    summary: `Move many ${many} to the bin, all or none`,
    permit: permit('delete'),
    body: z.strictObject({ ids: manyIds, reason }),
    output: z.object({ items: z.array(output) }),
    handle: async (context, { body }) => ({ items: await deleteEntities(context, kind, body.ids) }),
  }),
]
