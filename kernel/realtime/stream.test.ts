import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

interface Heard {
  id: string
  type: string
  entity_id: string
}

/** Listens until `count` events have come, or fails after ten seconds. */
const listen = async (
  who: Tenant,
  count: number,
  lastEventId?: string,
  ready?: () => void,
): Promise<Heard[]> => {
  const abort = new AbortController()
  const answer = await fetch(
    `${installation.url}/api/v1/orgs/${tenant.org}/projects/${tenant.project}/stream`,
    {
      headers: {
        authorization: `Bearer ${who.apiKey}`,
        ...(lastEventId ? { 'last-event-id': lastEventId } : {}),
      },
      signal: AbortSignal.any([abort.signal, AbortSignal.timeout(10_000)]),
    },
  )
  if (answer.status !== 200 || !answer.body) throw new Error(`the stream answered ${answer.status}`)
  const heard: Heard[] = []
  let text = ''
  for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
    ready?.()
    ready = undefined
    text += part
    heard.length = 0
    for (const [, id, data] of text.matchAll(/id: (\S+)\ndata: (.*)\n\n/g))
      heard.push({ ...(JSON.parse(data ?? '{}') as Heard), id: id ?? '' })
    if (heard.length >= count) break
  }
  abort.abort()
  return heard
}

const raise = (title: string) => tenant.call('POST', 'risks', { title, probability: 'low', impact: 'low' })

test('what happens is heard as it happens, in the order in which it happened', async () => {
  const listening = Promise.withResolvers<void>()
  const heard = listen(tenant, 3, undefined, listening.resolve)
  await listening.promise

  const ids = []
  for (const title of ['one', 'two', 'three']) ids.push((await raise(title)).body.id)

  expect((await heard).map(({ entity_id }) => entity_id)).toEqual(ids)
})

test('who was away hears what was missed, once', async () => {
  const listening = Promise.withResolvers<void>()
  const first = listen(tenant, 1, undefined, listening.resolve)
  await listening.promise
  await raise('heard')
  const cursor = (await first)[0]?.id
  const missed = [(await raise('missed one')).body.id, (await raise('missed two')).body.id]

  const later = await listen(tenant, 2, cursor)

  expect(later.map(({ entity_id }) => entity_id)).toEqual(missed)
})

test('a foreign tenant cannot listen', async () => {
  const other = await installation.tenant()
  await expect(listen(other, 1)).rejects.toThrow('404')
})
