import { afterAll, beforeAll, expect, test } from 'vitest'
import fc from 'fast-check'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

const asked = async (path: string, by: Tenant = tenant): Promise<Record<string, unknown>> => {
  const { status, body } = await by.call('GET', path)
  expect([path, status, body]).toEqual([path, 200, body])
  return body
}

/** Questions whose answers are kept while they are true, to be asked of the past afterwards. */
const questions = [
  'risks?limit=200',
  'risks?limit=200&sort=-score&filter[probability]=high,very_high',
  'risks?limit=200&q=late&sort=title',
  'risks?limit=200&filter[tag]=hot',
  'risks?limit=200&filter[tag][ne]=hot&filter[loss_high][gte]=100',
  'risks?limit=200&deleted=true',
  'risks/counts?by=probability,impact',
  'risks/counts',
]
/** What may be done with a record is of the present alone. */
const withoutAbilities = (answer: Record<string, unknown>): unknown =>
  Array.isArray(answer.items)
    ? { ...answer, items: answer.items.map((item: object) => ({ ...item, abilities: undefined })) }
    : answer

const levels = ['very_low', 'low', 'medium', 'high', 'very_high'] as const
const level = fc.constantFrom(...levels)
const text = fc.constantFrom('It comes late', 'It is lost', 'Nobody knows', 'A (late) night: 50%')
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('raise' as const), title: text, level }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      at: fc.nat(20),
      fields: fc.oneof(
        fc.record({ title: text }),
        fc.record({ probability: level, impact: level }),
        fc.record({ residual_probability: level, residual_impact: level }),
        fc.constant({ loss_low: '99.90', loss_high: '12000.00', currency: 'EUR' }),
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('delete' as const, 'restore' as const), at: fc.nat(20) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('tag' as const),
      at: fc.nat(20),
      tags: fc.subarray(['hot', 'cold']),
    }),
  },
)

const take = async (
  one: typeof step extends fc.Arbitrary<infer S> ? S : never,
  ids: string[],
): Promise<void> => {
  if (one.do === 'raise') {
    const body = { title: one.title, probability: one.level, impact: 'low' }
    ids.push(String((await tenant.call('POST', 'risks', body)).body.id))
    return
  }
  const id = ids[one.at % Math.max(1, ids.length)]
  if (id === undefined) return
  if (one.do === 'edit') await tenant.call('PATCH', `risks/${id}`, one.fields)
  else if (one.do === 'tag') await tenant.call('PUT', `risks/${id}/tags`, { tags: one.tags })
  else if (one.do === 'delete') await tenant.call('DELETE', `risks/${id}`)
  else await tenant.call('POST', `risks/${id}/restore`)
}

test('on any history, a list and a count of the past say what was true then', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 4 }),
      async (rounds) => {
        tenant = await installation.tenant()
        const ids: string[] = []
        const kept: { time: string; answers: unknown[] }[] = []
        for (const round of rounds) {
          for (const one of round) await take(one, ids)
          const answers = await Promise.all(
            questions.map(async (each) => withoutAbilities(await asked(each))),
          )
          kept.push({ time: new Date().toISOString(), answers })
        }
        for (const { time, answers } of kept) {
          const then = questions.map(async (each) =>
            withoutAbilities(await asked(`${each}${each.includes('?') ? '&' : '?'}as_of=${time}`)),
          )
          expect(await Promise.all(then)).toEqual(answers)
        }
      },
    ),
    { numRuns: 12 },
  )
}, 120_000)

test('the past is read page by page, in its own order', async () => {
  tenant = await installation.tenant()
  for (const title of ['b', 'd', 'a', 'e', 'c'])
    await tenant.call('POST', 'risks', { title, probability: 'low', impact: 'low' })
  const then = new Date().toISOString()
  await tenant.call('PATCH', 'risks/RISK-1', { title: 'z' })

  const titles: string[] = []
  for (let cursor: unknown = ''; cursor !== null;) {
    const page = await asked(
      `risks?as_of=${then}&sort=title&limit=2${cursor ? `&cursor=${String(cursor)}` : ''}`,
    )
    for (const { title } of page.items as { title: string }[]) titles.push(title)
    cursor = page.next_cursor
  }
  expect(titles).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('no past of another tenant, or of a project that one does not see, is told', async () => {
  tenant = await installation.tenant()
  await tenant.call('POST', 'risks', { title: 'Ours', probability: 'low', impact: 'low' })
  const now = new Date().toISOString()
  const other = await installation.tenant()
  const outsider = await installation.member(tenant, 'member')

  expect(await asked(`risks?as_of=${now}`, other)).toMatchObject({ items: [] })
  expect(await asked(`risks/counts?as_of=${now}`, other)).toMatchObject({ total: 0 })
  const elsewhere = `orgs/${tenant.org}/projects/${tenant.project}/risks?as_of=${now}`
  for (const { apiKey } of [other, outsider])
    expect((await installation.call('GET', elsewhere, { key: apiKey })).status).toBe(404)
})

test('personal values of the past are shown while they exist, and cannot be looked through', async () => {
  tenant = await installation.tenant()
  await tenant.call('POST', 'artifacts', Buffer.from('# Present\n\n- Maria Lopez (Program Manager)\n'), {
    'content-type': 'text/markdown',
    'content-disposition': 'attachment; filename="minutes.md"',
  })
  await installation.settle()
  const now = await asked('referents')
  expect(JSON.stringify(now)).toContain('Maria Lopez')
  const time = new Date().toISOString()

  expect(withoutAbilities(await asked(`referents?as_of=${time}`))).toEqual(withoutAbilities(now))
  const refused = await tenant.call('GET', `referents?as_of=${time}&q=Maria`)
  expect([refused.status, refused.body.code]).toEqual([422, 'invalid-input'])
  expect((await tenant.call('GET', `referents?as_of=${time}&sort=label`)).status).toBe(422)
})
