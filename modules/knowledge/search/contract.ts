import { z } from 'zod'
import { orgEndpoint, projectAction, projectQuery } from '#kernel/contract/index.ts'
import { forgetModel } from './jobs/model-state.ts'
import { knownModels } from './queries/known-models.ts'
import { embedJob } from './jobs/embed.job.ts'
import { searchEverywhere } from './queries/search-everywhere.ts'
import { search } from './queries/search.ts'

/** One thing found; see `SearchHit`. */
export const searchHitSchema = z.object({
  kind: z.string(),
  id: z.uuid(),
  key: z.string(),
  title: z.string(),
  text: z.string(),
  start: z.int().nullable(),
  end: z.int().nullable(),
  artifact_id: z.uuid().nullable(),
  page: z.int().nullable(),
  heading: z.string().nullable(),
  score: z.number(),
  highlights: z.array(z.tuple([z.int(), z.int()])),
})

const mode = z.enum(['hybrid', 'lexical', 'semantic'])

const searchQuery = z.strictObject({
  q: z.string(),
  k: z.coerce.number().int().min(1).max(200).default(10),
  mode: mode.default('hybrid'),
  /** kinds, separated by commas */
  kind: z.string().max(1_000).optional(),
  folder: z.string().min(1).max(100).optional(),
  /** first and last day: of a file the date that stands in it, else the day on which the record was made */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** files that name this person */
  person: z.string().trim().min(1).max(255).optional(),
  /** files on this topic or below it */
  topic: z.string().trim().min(1).max(255).optional(),
  tag: z.string().trim().min(1).max(60).optional(),
  /** passages of one record at most */
  per_record: z.coerce.number().int().min(1).max(20).default(1),
})

const wishFrom = (query: Omit<z.output<typeof searchQuery>, 'folder'>) => ({
  query: query.q,
  k: query.k,
  mode: query.mode,
  kinds: query.kind
    ?.split(',')
    .map((kind) => kind.trim())
    .filter((kind) => kind !== ''),
  from: query.from,
  to: query.to,
  person: query.person,
  topic: query.topic,
  tag: query.tag,
  perRecord: query.per_record,
})

/** Finds passages of files and other records of a project. */
export const searchEndpoint = projectQuery({
  path: 'search',
  name: 'search.find',
  summary: 'Search files and records by words, by meaning or both',
  permit: { kind: 'artifact', action: 'view' },
  query: searchQuery,
  output: z.object({ hits: z.array(searchHitSchema), ms: z.number(), mode, notice: z.string().nullable() }),
  handle: (reader, { query }) => search(reader, { ...wishFrom(query), folder: query.folder }),
})

/** Finds passages in every project of an organization that the caller can see. */
export const searchEverywhereEndpoint = orgEndpoint({
  method: 'GET',
  path: 'search',
  name: 'search.find_everywhere',
  summary: 'Search files and records of all your projects',
  permit: { orgRole: 'viewer' },
  query: searchQuery.omit({ folder: true }),
  output: z.object({
    hits: z.array(
      searchHitSchema.extend({ project: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }) }),
    ),
    ms: z.number(),
    mode,
    notice: z.string().nullable(),
  }),
  handle: (context, { query }) => searchEverywhere(context, wishFrom(query)),
})

const knownModelSchema = z.object({
  model: z.string(),
  present: z.boolean(),
  embedded: z.int(),
  passages: z.int(),
  filling: z.boolean(),
  weight: z.number(),
  weight_from: z.enum(['setting', 'project', 'general']),
  gain: z.number().nullable(),
  gain_low: z.number().nullable(),
  gain_high: z.number().nullable(),
  queries: z.int().nullable(),
  calibrated_at: z.iso.datetime().nullable(),
})

/** The embedding models of a project: how far each is, and what it counts beside the words. */
export const modelsEndpoint = projectQuery({
  path: 'search/models',
  name: 'search.models',
  summary: 'Embedding models of which passages have vectors, and what each counts in a search by both',
  permit: { kind: 'artifact', action: 'view' },
  output: z.object({
    /** the model that answers now, also where no passage has its vectors; null where there is none */
    present: z.string().nullable(),
    models: z.array(knownModelSchema),
  }),
  handle: async (reader) => ({
    present: reader.house.ai.describe().embeddingModel,
    models: await knownModels(reader),
  }),
})

/** Forgets a former model of a project: its vectors and what was found out of it. */
export const forgetModelEndpoint = projectAction({
  method: 'POST',
  path: 'search/models/forget',
  name: 'search.forget_model',
  summary: 'Forget the vectors of an embedding model that is not in use any more',
  permit: { kind: 'artifact', action: 'delete' },
  body: z.strictObject({ model: z.string().min(1).max(300) }),
  output: z.object({ forgotten: z.int() }),
  handle: (context, { body }) => forgetModel(context, body.model),
})

/** Gives all passages of a project vectors of the present model, for example after another model was chosen. */
export const embedEndpoint = projectAction({
  method: 'POST',
  path: 'search/embed',
  name: 'search.embed',
  summary: 'Give all passages vectors of the present embedding model',
  permit: { kind: 'artifact', action: 'delete' },
  successStatus: 202,
  output: z.object({ run_id: z.uuid() }),
  handle: async (context) => ({ run_id: await context.send(embedJob, { entity_id: null }) }),
})
