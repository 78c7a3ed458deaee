import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'

interface Place {
  id: string
  key: string
  name: string
  parent_id: string | null
  depth: number
  documents: number
}

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

const add = async (name: string, text: string): Promise<void> => {
  await tenant.call('POST', 'artifacts', Buffer.from(text), {
    'content-type': 'text/markdown',
    'content-disposition': `attachment; filename="${name}"`,
  })
  await installation.settle()
}
const tree = async (): Promise<Place[]> =>
  (await tenant.call<{ items: Place[] }>('GET', 'topic-tree')).body.items
const named = (places: Place[], name: string): Place | undefined =>
  places.find((place) => place.name.toLowerCase() === name)

test('topics of all files form a hierarchy with counts that keeps its ids as files come', async () => {
  await add('a.md', '# Incident response\n\nText.\n\n# Incident response plan\n\nText.\n')
  await add('b.md', '# Incident response drill\n\nText.\n')
  const before = await tree()

  await tenant.call('PATCH', `topics/${named(before, 'incident response')?.key}`, {
    name: 'Response to incidents',
  })
  await add('c.md', '# Incident response\n\nText.\n\n# Lift maintenance\n\nText.\n')
  const after = await tree()
  const root = named(after, 'response to incidents')
  const files = await tenant.call<{ items: { filename: string }[] }>('GET', `topics/${root?.key}/artifacts`)

  expect(named(before, 'incident response')).toMatchObject({ depth: 0, documents: 2 })
  expect(named(before, 'incident response plan')).toMatchObject({
    depth: 1,
    parent_id: named(before, 'incident response')?.id,
  })
  expect(root).toMatchObject({ id: named(before, 'incident response')?.id, documents: 3 })
  expect(named(after, 'lift maintenance')).toMatchObject({ depth: 0, documents: 1 })
  expect(files.body.items.map(({ filename }) => filename).toSorted()).toEqual(['a.md', 'b.md', 'c.md'])
})
