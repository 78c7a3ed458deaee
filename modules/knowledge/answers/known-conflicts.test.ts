import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { startSimulatedProvider, type SimulatedProvider } from '#kernel/ai/testing/simulated-provider.ts'
import type { Answer } from './answer.ts'

let provider: SimulatedProvider
let offline: TestInstallation
let withModel: TestInstallation

beforeAll(async () => {
  provider = await startSimulatedProvider({ respond: () => ({ kind: 'object', object: {} }) })
  offline = await openTestInstallation()
  withModel = await openTestInstallation({
    AI_MODEL: `compatible:writer@${provider.url}`,
    AI_MAX_RETRIES: '0',
    // files are read by the built-in engine, questions answered by the model
    EXTRACTION_CEILING_TOKENS: '1000',
  })
}, 60_000)
afterAll(async () => {
  await offline.close()
  await withModel.close()
  await provider.close()
})

const files = {
  'plan.txt':
    'The launch of the ferry portal is planned for 1 March 2027.\n\nJonas Weber is responsible for the canteen.',
  'minutes.txt': 'Minutes of May.\n\nThe launch of the ferry portal is planned for 15 April 2027.',
}

/** A project with two files of which it is on record that they contradict each other, and the key of that record. */
const contradicting = async (installation: TestInstallation): Promise<{ tenant: Tenant; key: string }> => {
  const tenant = await installation.tenant()
  for (const [name, text] of Object.entries(files)) {
    const form = new FormData()
    form.set('file', new File([text], name))
    await tenant.call('POST', 'artifacts', form)
    await installation.settle()
  }
  const { body } = await tenant.call<{ items: { key: string }[] }>('GET', 'conflicts')
  return { tenant, key: body.items[0]?.key ?? '' }
}

const ask = async (tenant: Tenant, question: string): Promise<Answer> =>
  (await tenant.call<Answer>('POST', 'answers', { question })).body

const asked = 'When is the launch of the ferry portal planned?'

test('a conflict on record is said with both values, each cited, whatever was asked of the words', async () => {
  const { tenant, key } = await contradicting(offline)

  const aside = await ask(tenant, 'What is planned for the ferry portal?')
  const direct = await ask(tenant, asked)

  for (const { answer, conflicts, citations } of [aside, direct]) {
    expect(answer).toContain('The sources differ on the date')
    expect(conflicts).toMatchObject([{ about: 'date', record: { key, state: 'open', holds: null } }])
    const said = conflicts[0]?.statements.map(({ citation, value }) => [citations[citation]?.title, value])
    expect(said?.toSorted()).toEqual([
      ['minutes.txt', '15 April 2027'],
      ['plan.txt', '1 March 2027'],
    ])
    for (const { title, start, end, quote } of citations)
      expect(
        Object.entries(files)
          .find(([name]) => name === title)?.[1]
          .slice(start, end),
      ).toBe(quote)
  }
  expect(aside.answer).toContain(`(${key}).`)
})

test('of a conflict that somebody settled the answer says which value holds, and why', async () => {
  const { tenant, key } = await contradicting(offline)
  const [first] = (await tenant.call<{ items: { first_value: string }[] }>('GET', 'conflicts')).body.items
  const holds = first?.first_value === '15 April 2027' ? 'first' : 'second'
  await tenant.call('POST', `conflicts/${key}/resolve`, { holds, reason: 'The board moved it.' })

  const { answer, conflicts } = await ask(tenant, asked)

  expect(answer).toMatch(
    /^The sources differ on the date: .*It is settled that 15 April 2027 holds: The board moved it\./,
  )
  expect(answer.indexOf('planned for 15 April')).toBeLessThan(answer.indexOf('planned for 1 March'))
  const [only] = conflicts
  expect(only?.record).toMatchObject({ key, state: 'resolved', resolution: 'The board moved it.' })
  expect(only?.statements[only.record?.holds ?? -1]?.value).toBe('15 April 2027')
})

test('a conflict that somebody dismissed is not said, and neither is one with a file in the bin', async () => {
  const { tenant, key } = await contradicting(offline)
  await tenant.call('POST', `conflicts/${key}/dismiss`, { reason: 'two launches' })
  const dismissed = await ask(tenant, asked)
  await tenant.call('POST', `conflicts/${key}/reopen`, {})
  const { body } = await tenant.call<{ items: { id: string; filename: string }[] }>('GET', 'artifacts')
  const plan = body.items.find(({ filename }) => filename === 'plan.txt')
  await tenant.call('DELETE', `artifacts/${plan?.id ?? ''}`)
  await offline.settle()
  const alone = await ask(tenant, asked)

  for (const { answer, conflicts, outcome } of [dismissed, alone]) {
    expect(outcome).toBe('answered')
    expect(answer).not.toContain('differ')
    expect(conflicts).toEqual([])
  }
})

test('an answer about other words of the same files says nothing of the conflict', async () => {
  const { tenant } = await contradicting(offline)

  const { answer, conflicts } = await ask(tenant, 'Who is responsible for the canteen?')

  expect(answer).toContain('Jonas Weber')
  expect(conflicts).toEqual([])
})

test('where a model writes one side only, the conflict on record is said besides', async () => {
  const { tenant, key } = await contradicting(withModel)
  provider.enqueue({ kind: 'text', text: 'The launch of the ferry portal is planned [1].' })

  const { answer, conflicts, outcome } = await ask(tenant, asked)

  expect(outcome).toBe('answered')
  expect(answer).toContain(`(${key}).`)
  expect(conflicts).toMatchObject([{ record: { key, state: 'open' } }])
})
