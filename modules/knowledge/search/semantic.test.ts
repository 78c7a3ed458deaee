import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { packagedModel } from '#kernel/ai/index.ts'
import { readingIn, transactIn } from '#kernel/contract/open.ts'
import { systemPlace } from '#kernel/tenancy/system-place.ts'
import { inProject } from './evaluation/in-project.ts'
import type { SearchAnswer } from './index.ts'
import { indexArtifact } from './index-records.ts'
import { buildNearestIndex } from './jobs/nearest-index.ts'
import { placeFor } from './queries/place.ts'
import { embedQuery, semanticPassages } from './queries/semantic.ts'

let installation: TestInstallation
let tenant: Tenant
let stranger: Tenant
let records: Map<string, string>

const place = async (of: Tenant) => {
  const found = await systemPlace(installation.house, of.orgId, of.projectId, { requestId: 'test' })
  if (!found) throw new Error('no such project')
  return found
}

const fill = async (of: Tenant, texts: readonly string[]): Promise<Map<string, string>> => {
  const where = await place(of)
  const door = {
    transaction: <T>(work: Parameters<typeof transactIn<T>>[1]) => transactIn(where, work),
    reading: readingIn(where),
    settle: () => installation.settle(),
  }
  return inProject(door).ingest(texts.map((text, index) => ({ id: String(index), text })))
}

beforeAll(async () => {
  installation = await openTestInstallation({ AI_EMBEDDING_MODEL: 'packaged' })
  tenant = await installation.tenant()
  stranger = await installation.tenant()
  records = await fill(tenant, [
    'The cat sleeps on the sofa all day.',
    'Quarterly revenue rose by eight percent.',
    'The database was moved to another data center.',
  ])
  await fill(stranger, ['A kitten naps on the couch.'])
}, 120_000)
afterAll(() => installation.close())

const find = async (q: string, mode: string, by: Tenant = tenant): Promise<SearchAnswer> =>
  (await by.call<SearchAnswer>('GET', `search?${new URLSearchParams({ q, mode })}`)).body

test('by meaning a text is found that shares no word with the query, and only in the own organization', async () => {
  const { hits, mode } = await find('kitten napping on a couch', 'semantic')

  expect(mode).toBe('semantic')
  expect(hits[0]).toMatchObject({
    id: records.get('0'),
    text: 'The cat sleeps on the sofa all day.',
    start: 0,
    end: 35,
  })
  expect(hits.map(({ id }) => id).toSorted()).toEqual([...records.values()].toSorted())
})

test('in both together what has the words comes first, and what only means the same follows', async () => {
  const { hits } = await find('revenue of a kitten', 'hybrid')

  expect(hits[0]?.id).toBe(records.get('1'))
  expect(hits.map(({ id }) => id)).toContain(records.get('0'))
})

test('indexing a file again keeps the vectors of what stayed the same', async () => {
  const vectors = () =>
    installation.house.database
      .sql('maintenance')
      .query('select id, created_at from chunk_embeddings where org_id = $1 order by id', [tenant.orgId])
  const before = await vectors()

  const changes = await transactIn(await place(tenant), (context) =>
    indexArtifact(context, records.get('0') ?? ''),
  )

  expect(changes).toEqual({ added: 0, kept: 2, removed: 0 })
  expect(await vectors()).toEqual(before)
  expect(before).toHaveLength(3)
})

test('after another model was chosen, administrators have all passages embedded again, and only they', async () => {
  await installation.house.database
    .sql('maintenance')
    .query("update chunk_embeddings set model = 'former' where org_id = $1", [tenant.orgId])
  const contributor = await installation.member(tenant, 'member', 'contributor')
  expect((await contributor.call('POST', 'search/embed')).status).toBe(403)
  expect((await find('kitten', 'semantic')).hits).toEqual([])

  expect((await tenant.call('POST', 'search/embed')).status).toBe(202)
  await installation.settle()

  expect((await find('kitten napping on a couch', 'semantic')).hits[0]?.id).toBe(records.get('0'))
})

test('with an index of the partition the same is found as without, and making it twice makes it once', async () => {
  const reader = readingIn(await place(tenant))
  const asked = await embedQuery(reader, 'a pet at rest')
  if (!('vector' in asked)) throw new Error(asked.problem)
  const where = {
    orgId: tenant.orgId,
    projectId: tenant.projectId,
    kinds: ['artifact'],
    folders: null,
    perRecord: 1,
  }
  const nearest = { ...asked, limit: 10, also: [] }
  const exact = await semanticPassages(reader, where, nearest)
  const maintenance = installation.house.database.sql('maintenance')
  const [row] = await maintenance.query<{ partition: string }>(
    'select tableoid::regclass::text as partition from chunk_embeddings where org_id = $1 limit 1',
    [tenant.orgId],
  )

  for (let time = 0; time < 2; time += 1)
    await buildNearestIndex(installation.house, row?.partition ?? '', packagedModel, 512)
  const approximate = await semanticPassages(reader, where, { ...nearest, exactUpTo: 0 })

  expect(approximate.map(({ id }) => id)).toEqual(exact.map(({ id }) => id))
  const made = await maintenance.query(
    "select 1 from pg_index i join pg_class c on c.oid = i.indrelid where c.relname = $1 and pg_get_indexdef(i.indexrelid) like '%hnsw%' and i.indisvalid",
    [row?.partition],
  )
  expect(made).toHaveLength(1)
})

test('a filter leaves as many hits as pass it, however far they are from the query', async () => {
  const of = await installation.tenant()
  const near = Array.from({ length: 30 }, (_, at) => `A pet of number ${at} at rest on its sofa.`)
  const far = ['Steel prices fell.', 'The bridge needs paint.', 'Invoices are due in May.']
  const ids = await fill(of, [...near, ...far])
  const old = far.map((_, at) => ids.get(String(near.length + at)) ?? '')
  await installation.house.database
    .sql('maintenance')
    .query("update artifacts set document_date = '2001-02-03' where org_id = $1 and id = any ($2::uuid[])", [
      of.orgId,
      old,
    ])
  const reader = readingIn(await place(of))
  const asked = await embedQuery(reader, 'a pet at rest')
  if (!('vector' in asked)) throw new Error(asked.problem)
  const where = await placeFor(reader, { from: '2001-01-01', to: '2001-12-31' }, 1)

  for (const exactUpTo of [0, 10, 5_000]) {
    const found = await semanticPassages(reader, where, { ...asked, limit: 3, also: [], exactUpTo })
    expect(found.map(({ entity_id }) => entity_id).toSorted()).toEqual(old.toSorted())
  }
})
