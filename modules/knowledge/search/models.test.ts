import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { writeTinyModel } from '#kernel/ai/testing/tiny-model.ts'
import { readingIn, transactIn } from '#kernel/contract/open.ts'
import { systemPlace } from '#kernel/tenancy/system-place.ts'
import { inProject } from './evaluation/in-project.ts'
import type { SearchAnswer } from './index.ts'
import { calibrateJob } from './jobs/calibrate.job.ts'
import { followModel } from './jobs/follow-model.ts'
import type { KnownModel } from './queries/known-models.ts'
import { fusionWeight } from './queries/fusion-weight.ts'
import { lexicalPassages, scoreOf, termsOf } from './queries/lexical.ts'
import { placeFor } from './queries/place.ts'
import { parseQuery } from './query.ts'
import { foldWords } from './words.ts'

let installation: TestInstallation
let tenant: Tenant
let home: string
let records: Map<string, string>

const place = async () => {
  const found = await systemPlace(installation.house, tenant.orgId, tenant.projectId, { requestId: 'test' })
  if (!found) throw new Error('no such project')
  return found
}

const pets = 'The cat sleeps on the sofa.'
/** Files of some sentences each, on subjects of their own. */
const texts = Array.from({ length: 110 }, (_, file) => {
  const sentences = Array.from(
    { length: 5 },
    (_unused, nth) =>
      `In file ${file} the subject${file} is treated by team ${nth} with care and with a plan.`,
  )
  return { id: String(file), text: sentences.join(' ') }
})

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'models-'))
  await writeTinyModel(join(home, 'tiny'), {
    meanings: [
      ['cat', 'kitten'],
      ['couch', 'sofa'],
      ['revenue', 'turnover'],
      ['team', 'crew'],
    ],
  })
  installation = await openTestInstallation({
    AI_EMBEDDING_MODEL: `local:${join(home, 'tiny')}`,
    SEARCH_MODEL_WEIGHTS: 'a-model=0.7',
    SEARCH_CALIBRATION_QUERIES: '60',
  })
  tenant = await installation.tenant()
  const where = await place()
  records = await inProject({
    transaction: (work) => transactIn(where, work),
    reading: readingIn(where),
    settle: () => installation.settle(120_000),
  }).ingest([{ id: 'pets', text: pets }, { id: 'money', text: 'The turnover rose.' }, ...texts])
}, 240_000)
afterAll(async () => {
  await installation.close()
  await rm(home, { recursive: true })
})

test('with a model in a folder a text is found that shares no word with the query', async () => {
  const { body } = await tenant.call<SearchAnswer>('GET', 'search?q=kitten+couch&mode=semantic')

  expect(body.hits[0]?.id).toBe(records.get('pets'))
})

test('a text scored outside of the index gets the score that the index gives it', async () => {
  const reader = readingIn(await place())
  const where = await placeFor(reader, { kinds: ['artifact'] }, 1)
  const query = parseQuery('a cat on some sofa sleeps well')
  const terms = await termsOf(reader.tx, where, query)
  const [first] = await lexicalPassages(reader.tx, where, query, terms, 1)
  const lexemes = await reader.tx.query<{ lexeme: string; times: number }>(
    "select lexeme, cardinality(positions) as times from unnest(to_tsvector('english', $1))",
    [foldWords(pets)],
  )

  expect(first?.entity_id).toBe(records.get('pets'))
  expect(scoreOf(terms, new Map(lexemes.map(({ lexeme, times }) => [lexeme, times])))).toBeCloseTo(
    first?.score ?? 0,
    6,
  )
})

test('after a project was embedded it is known what the model may say, and a search goes by that', async () => {
  const model = installation.house.ai.describe().embeddingModel ?? ''
  const [kept] = await installation.house.database
    .sql('maintenance')
    .query<{ weight: number; queries: number; passages: number }>(
      'select weight, queries, passages from search_models where org_id = $1 and project_id = $2 and model = $3',
      [tenant.orgId, tenant.projectId, model],
    )
  const reader = readingIn(await place())

  // it knows next to none of the words, so it may say next to nothing
  expect(kept).toMatchObject({ queries: 60, passages: 112 })
  expect(kept?.weight).toBeLessThanOrEqual(0.05)
  expect(await fusionWeight(reader, model)).toBe(kept?.weight)
})

test('what the operator says of a model goes before, and an unknown one says little', async () => {
  const reader = readingIn(await place())

  expect(await fusionWeight(reader, 'a-model')).toBe(0.7)
  expect(await fusionWeight(reader, 'a-model@0123456789ab')).toBe(0.7)
  expect(await fusionWeight(reader, 'another')).toBe(0.05)
})

test('finding it out again waits until the project has grown to the double', async () => {
  await tenant.call('POST', 'search/embed')
  await installation.settle()

  const runs = await installation.house.database
    .sql('maintenance')
    .query('select state from job_runs where org_id = $1 and job = $2', [tenant.orgId, calibrateJob.name])
  expect(runs).toEqual([{ state: 'done' }])
})

test('after another model was chosen, all get its vectors while searches go by words, and the former can be forgotten', async () => {
  const { house } = installation
  const model = house.ai.describe().embeddingModel ?? ''
  const maintenance = house.database.sql('maintenance')
  await maintenance.query("update chunk_embeddings set model = 'former' where org_id = $1", [tenant.orgId])
  await maintenance.query('delete from search_models where org_id = $1', [tenant.orgId])

  expect(await followModel.run(house)).toBe(1)
  const meanwhile = await tenant.call<SearchAnswer>('GET', 'search?q=cat')
  await installation.settle(120_000)
  const afterwards = await tenant.call<SearchAnswer>('GET', 'search?q=kitten+couch')
  const { body } = await tenant.call<{ present: string | null; models: KnownModel[] }>('GET', 'search/models')

  expect(meanwhile.body).toMatchObject({
    mode: 'lexical',
    notice: expect.stringContaining('another embedding model'),
  })
  expect(meanwhile.body.hits[0]?.id).toBe(records.get('pets'))
  expect(afterwards.body).toMatchObject({ mode: 'hybrid', notice: null })
  expect(afterwards.body.hits[0]?.id).toBe(records.get('pets'))
  expect(body.present).toBe(model)
  expect(body.models).toMatchObject([
    { model, present: true, embedded: 112, filling: false, weight_from: 'project' },
    { model: 'former', present: false, embedded: 112, weight: 0.05, weight_from: 'general' },
  ])
  expect(await followModel.run(house)).toBe(0)
  const forget = (name: string, by = tenant) => by.call('POST', 'search/models/forget', { model: name })
  expect((await forget(model)).status).toBe(409)
  expect((await forget('former', await installation.member(tenant, 'member', 'contributor'))).status).toBe(
    403,
  )
  expect((await forget('former')).body).toEqual({ forgotten: 112 })
})
