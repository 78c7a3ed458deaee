import { z } from 'zod'
import { addComment, commentBody, commentsOf } from '../entities/comments.ts'
import { entityAsOf, historyOf } from '../entities/history.ts'
import type { Kind } from '../entities/kind.ts'
import { entityById, listEntities } from '../entities/read.ts'
import { createEntity, deleteEntity, editEntity, restoreEntity, runCommand } from '../entities/write.ts'
import { addLink, linkBody, linksOf, removeLink } from '../graph/links.ts'
import { trace } from '../graph/trace.ts'
import type { Context } from '../module/context.ts'
import type { Registry } from '../module/registry.ts'
import { projectAction, projectQuery, type Endpoint } from './endpoint.ts'
import { abilitiesSchema, commentSchema, historyEntrySchema, linkSchema, listQuery, pageOf, traceSchema } from './schemas.ts'

/** The record of a kind as the API answers it. */
export const entitySchema = (kind: Kind): z.ZodType => {
  const fields = Object.fromEntries(Object.entries(kind.fields).map(([name, field]) => [name, field.required ? field.schema : field.schema.nullable()]))
  return z
    .object({
      id: z.uuid(),
      project_id: z.uuid(),
      key: z.string(),
      kind: z.literal(kind.kind),
      label: z.string(),
      version: z.int(),
      created_at: z.string(),
      created_by: z.uuid().nullable(),
      updated_at: z.string(),
      updated_by: z.uuid().nullable(),
      deleted_at: z.string().nullable(),
      ...fields,
      abilities: abilitiesSchema,
    })
    .meta({ id: pascal(kind.kind) })
}

const pascal = (name: string): string => name.replaceAll(/(^|_)(\w)/g, (_all, _gap: string, letter: string) => letter.toUpperCase())

const historyQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(500).optional(), cursor: z.iso.datetime().optional() })
const traceQuery = z.strictObject({ direction: z.enum(['up', 'down']).default('up'), depth: z.coerce.number().int().min(1).max(50).default(10) })
const expected = (context: Context): { expectedVersion?: number | undefined } => ({ expectedVersion: context.expectedVersion })

/** All that exists for every kind alike, from its declaration. */
export const entityEndpoints = (registry: Registry, kind: Kind): Endpoint[] => {
  const one = kind.label.one.toLowerCase()
  const many = kind.label.many.toLowerCase()
  const path = kind.collection
  const output = entitySchema(kind)
  const permit = (action: string) => ({ kind: kind.kind, action })
  const name = (verb: string): string => `${kind.table}.${verb}`
  const create: Endpoint[] = kind.creatable
    ? [
        projectAction({
          method: 'POST', path: `${path}`, name: name('create'), summary: `Create a ${one}`, permit: permit('create'), successStatus: 201,
          body: kind.createSchema, output, handle: (context, { body }) => createEntity(context, kind, body),
        }),
      ]
    : []
  return [
    projectQuery({ path: `${path}`, name: name('list'), summary: `List ${many}`, permit: permit('view'), query: listQuery, output: pageOf(output), handle: (context, { query }) => listEntities(context, kind, query) }),
    ...create,
    projectQuery({
      path: `${path}/{id}`, name: name('get'), summary: `Read one ${one}, now or as it was`, permit: permit('view'), query: z.strictObject({ as_of: z.iso.datetime({ offset: true }).optional() }), output,
      handle: (context, { params, query }) => (query.as_of ? entityAsOf(context, kind, params.id, query.as_of) : entityById(context, kind, params.id)),
    }),
    projectAction({
      method: 'PATCH', path: `${path}/{id}`, name: name('edit'), summary: `Change fields of a ${one}`, permit: permit('edit'), query: z.strictObject({ reason: z.string().max(2_000).optional() }),
      body: kind.editSchema.extend({ reason: z.string().max(2_000).optional() }), output, handle: (context, { params, body }) => editEntity(context, kind, params.id, body, expected(context)),
    }),
    projectAction({
      method: 'DELETE', path: `${path}/{id}`, name: name('delete'), summary: `Move a ${one} to the bin`, permit: permit('delete'), query: z.strictObject({ reason: z.string().max(2_000).optional() }), output,
      handle: (context, { params }) => deleteEntity(context, kind, params.id, expected(context)),
    }),
    projectAction({ method: 'POST', path: `${path}/{id}/restore`, name: name('restore'), summary: `Take a ${one} out of the bin`, permit: permit('restore'), output, handle: (context, { params }) => restoreEntity(context, kind, params.id) }),
    projectQuery({ path: `${path}/{id}/history`, name: name('history'), summary: `Who changed what and why`, permit: permit('view'), query: historyQuery, output: pageOf(historyEntrySchema), handle: (context, { params, query }) => historyOf(context, kind, params.id, query) }),
    projectQuery({ path: `${path}/{id}/links`, name: name('links'), summary: `Links of a ${one}`, permit: permit('view'), output: pageOf(linkSchema), handle: (context, { params }) => linksOf(context, kind, params.id) }),
    projectAction({ method: 'POST', path: `${path}/{id}/links`, name: name('link'), summary: `Link a ${one} to another record`, permit: permit('link'), successStatus: 201, body: linkBody, output: pageOf(linkSchema), handle: (context, { params, body }) => addLink(context, kind, params.id, body) }),
    projectAction({ method: 'DELETE', path: `${path}/{id}/links/{link}`, name: name('unlink'), summary: `Remove a link`, permit: permit('link'), output: z.object({ removed: z.literal(true) }), handle: async (context, { params }) => (await removeLink(context, kind, params.id, params.link), { removed: true }) }),
    projectQuery({ path: `${path}/{id}/comments`, name: name('comments'), summary: `Discussion of a ${one}`, permit: permit('view'), output: pageOf(commentSchema), handle: (context, { params }) => commentsOf(context, kind, params.id) }),
    projectAction({ method: 'POST', path: `${path}/{id}/comments`, name: name('comment'), summary: `Comment on a ${one}`, permit: permit('comment'), successStatus: 201, body: commentBody, output: commentSchema, handle: (context, { params, body }) => addComment(context, kind, params.id, body) }),
    projectQuery({
      path: `${path}/{id}/trace`, name: name('trace'), summary: `On what a ${one} rests, or what rests on it`, permit: permit('view'), query: traceQuery, output: traceSchema,
      handle: async (context, { params, query }) => trace(context, (await entityById(context, kind, params.id)).id, query),
    }),
    ...registry.commandsOf(kind.kind).map((command) =>
      projectAction({
        method: 'POST', path: `${path}/{id}/${command.verb}`, name: name(command.verb), summary: command.label, permit: permit(command.verb), body: command.input, output,
        handle: (context, { params, body }) => runCommand(context, kind, (params as { id: string }).id, command.verb, body, expected(context)),
      }),
    ),
  ]
}
