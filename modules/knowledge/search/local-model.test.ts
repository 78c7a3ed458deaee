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

let installation: TestInstallation
let tenant: Tenant
let home: string

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'models-'))
  await writeTinyModel(join(home, 'tiny'), {
    meanings: [
      ['cat', 'kitten'],
      ['couch', 'sofa'],
      ['revenue', 'turnover'],
    ],
  })
  installation = await openTestInstallation({ AI_EMBEDDING_MODEL: `local:${join(home, 'tiny')}` })
  tenant = await installation.tenant()
}, 120_000)
afterAll(async () => {
  await installation.close()
  await rm(home, { recursive: true })
})

test('with a model in a folder a text is found that shares no word with the query', async () => {
  const place = await systemPlace(installation.house, tenant.orgId, tenant.projectId, { requestId: 'test' })
  if (!place) throw new Error('no such project')
  const records = await inProject({
    transaction: (work) => transactIn(place, work),
    reading: readingIn(place),
    settle: () => installation.settle(),
  }).ingest([
    { id: 'pets', text: 'The cat sleeps on the sofa.' },
    { id: 'money', text: 'The turnover rose.' },
  ])

  const { body } = await tenant.call<SearchAnswer>('GET', 'search?q=kitten+couch&mode=semantic')

  expect(body.hits[0]?.id).toBe(records.get('pets'))
})
