import { z } from 'zod'
import type { Command } from '../../entities/command.ts'
import { countEntities } from '../../entities/counts.ts'
import { entityAsOf, historyOf } from '../../entities/history.ts'
import { createEntity } from '../../entities/insert.ts'
import { entityWatched, listEntities } from '../../entities/read.ts'
import { isWatching } from '../../entities/watches.ts'
import { deleteEntity, editEntity, restoreEntity, runCommand } from '../../entities/write.ts'
import { projectAction, projectQuery, type Endpoint } from '../endpoint.ts'
import { asOfQuery, historyEntrySchema, listQuery, pageOf } from '../schemas.ts'
import { expected, reason, type KindShape } from './shape.ts'

const historyQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).optional(),
  cursor: z.iso.datetime().optional(),
})
const countsQuery = listQuery.pick({ filter: true, q: true, deleted: true }).extend({
  ...asOfQuery.shape,
  by: z
    .string()
    .max(200)
    .optional()
    .transform((names) => (names ? names.split(',') : []))
    .pipe(z.array(z.string()).max(2, 'must name at most two fields')),
})
const countsSchema = z
  .object({
    total: z.int(),
    groups: z.array(z.object({ values: z.record(z.string(), z.string().nullable()), count: z.int() })),
  })
  .meta({ id: 'Counts' })

/** Create, list, get, edit, delete, restore, history and the domain verbs. */
export const recordEndpointsOf = (
  { kind, one, many, path, output, permit, name }: KindShape,
  commands: readonly Command[],
): Endpoint[] => {
  const create: Endpoint[] = kind.creatable
    ? [
        projectAction({
          method: 'POST',
          path: path,
          name: name('create'),
          summary: `Create a ${one}`,
          permit: permit('create'),
          successStatus: 201,
          body: kind.createSchema,
          output,
          handle: (context, { body }) => createEntity(context, kind, body),
        }),
      ]
    : []
  return [
    projectQuery({
      path: path,
      name: name('list'),
      summary: `List ${many}, as they are or as they were`,
      permit: permit('view'),
      query: listQuery.extend(asOfQuery.shape),
      output: pageOf(output),
      handle: (context, { query }) => listEntities(context, kind, query),
    }),
    ...create,
    projectQuery({
      path: `${path}/counts`,
      name: name('counts'),
      summary: `How many ${many} there are, by up to two fields (by=a,b), filtered as in lists, now or as it was`,
      permit: permit('view'),
      query: countsQuery,
      output: countsSchema,
      handle: (context, { query }) => countEntities(context, kind, query),
    }),
    projectQuery({
      path: `${path}/{id}`,
      name: name('get'),
      summary: `Read one ${one}, now or as it was`,
      permit: permit('view'),
      query: asOfQuery,
      output: output.extend({ watching: z.boolean() }),
      handle: async (context, { params, query }) => {
        if (!query.as_of) return entityWatched(context, kind, params.id)
        const entity = await entityAsOf(context, kind, params.id, query.as_of)
        return { ...entity, watching: await isWatching(context, entity.id) }
      },
    }),
    projectAction({
      method: 'PATCH',
      path: `${path}/{id}`,
      name: name('edit'),
      summary: `Change fields of a ${one}`,
      permit: permit('edit'),
      query: z.strictObject({ reason }),
      body: kind.editSchema.extend({ reason }),
      output,
      handle: (context, { params, body }) =>
        editEntity(context, kind, params.id, body, { ...expected(context), isLast: true }),
    }),
    projectAction({
      method: 'DELETE',
      path: `${path}/{id}`,
      name: name('delete'),
      summary: `Move a ${one} to the bin`,
      permit: permit('delete'),
      query: z.strictObject({ reason }),
      output,
      handle: (context, { params }) => deleteEntity(context, kind, params.id, expected(context)),
    }),
    projectAction({
      method: 'POST',
      path: `${path}/{id}/restore`,
      name: name('restore'),
      summary: `Take a ${one} out of the bin`,
      permit: permit('restore'),
      output,
      handle: (context, { params }) => restoreEntity(context, kind, params.id),
    }),
    projectQuery({
      path: `${path}/{id}/history`,
      name: name('history'),
      summary: `Who changed what and why`,
      permit: permit('view'),
      query: historyQuery,
      output: pageOf(historyEntrySchema),
      handle: (context, { params, query }) => historyOf(context, kind, params.id, query),
    }),
    ...commands.map((command) =>
      projectAction({
        method: 'POST',
        path: `${path}/{id}/${command.verb}`,
        name: name(command.verb),
        summary: command.label,
        permit: permit(command.verb),
        body: command.input,
        output,
        handle: (context, { params, body }) =>
          runCommand(context, kind, params.id, command.verb, body, expected(context)),
      }),
    ),
  ]
}
