import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'

interface Conflict {
  id: string
  key: string
  title: string
  state: string
  sides: { filename: string; value: string; start: number; end: number; quote: string }[]
}

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
})
beforeEach(async () => {
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

const add = async (name: string, text: string): Promise<void> => {
  await tenant.call('POST', 'artifacts', Buffer.from(text), {
    'content-type': 'text/plain',
    'content-disposition': `attachment; filename="${name}"`,
  })
  await installation.settle()
}
const conflicts = async (): Promise<Conflict[]> =>
  (await tenant.call<{ items: Conflict[] }>('GET', 'conflicts?sort=number')).body.items

test('two files that give different values for one thing are one conflict that shows both places', async () => {
  await add(
    'plan.txt',
    'The go-live of the payment portal is planned for 1 March 2027.\n\nThe approved budget is 250,000 EUR.',
  )
  await add(
    'minutes.txt',
    'The go-live of the payment portal is planned for 15 April 2027.\n\nThe approved budget is 250,000 EUR.',
  )

  const [only, ...others] = await conflicts()
  const links = await tenant.call<{ items: { relation: string; span: { quote: string } | null }[] }>(
    'GET',
    `conflicts/${only?.key}/links`,
  )

  expect(others).toEqual([])
  expect(only?.sides.map(({ filename, value, quote }) => [filename, value, quote])).toEqual([
    ['plan.txt', '1 March 2027', '1 March 2027'],
    ['minutes.txt', '15 April 2027', '15 April 2027'],
  ])
  expect(links.body.items.map(({ span }) => span?.quote).toSorted()).toEqual([
    '1 March 2027',
    '15 April 2027',
  ])
})

test('a labelled value conflicts with another of its label, and somebody says which one holds', async () => {
  await add('a.txt', 'Contract sum: 120,000 EUR\n')
  await add('b.txt', 'Contract sum: 150,000 EUR\n')
  const [found] = await conflicts()

  const resolved = await tenant.call('POST', `conflicts/${found?.key}/resolve`, {
    holds: 'second',
    reason: 'amended in May',
  })

  expect(resolved.body).toMatchObject({ state: 'resolved', holds: 'second', resolution: 'amended in May' })
})

test.each([
  ['The maximum downtime of the portal is 24 hours.', 'The maximum downtime of the portal is 2 days.', 1],
  ['The maximum downtime of the portal is 24 hours.', 'The maximum downtime of the portal is 1 day.', 0],
  ['The notice period of the agreement is 3 months.', 'The notice period of the agreement is 1 quarter.', 0],
  [
    'The invoices of the supplier are payable within thirty days.',
    'The invoices of the supplier are payable within 45 days.',
    1,
  ],
  ['The storage of the archive is 2 TB.', 'The storage of the archive is 1,500 GB.', 1],
  ['The approved budget of the move is EUR 250,000.', 'The approved budget of the move is USD 250,000.', 1],
  ['The approved budget of the move is EUR 250,000.', 'The approved budget of the move is USD 271,000.', 0],
])('values are compared across units and currencies: %s %s', async (one, other, count) => {
  await add('one.txt', one)
  await add('other.txt', other)

  expect(await conflicts()).toHaveLength(count)
})

test('what every file has of its own is no conflict', async () => {
  for (const [n, total] of [12, 34, 56, 78, 90].entries())
    await add(
      `receipt-${n}.txt`,
      `Shop Ltd\nInvoice date: 0${n + 1}/02/2027\nTable fee: ${total}.00 EUR\nTotal: ${total}.00 EUR\n`,
    )

  const open = (await conflicts()).filter(({ state }) => state === 'open')

  expect(open).toEqual([])
})

test('other things with other values are no conflict', async () => {
  await add('a.txt', 'The lease of the Hamburg office ends on 1 March 2027.')
  await add('b.txt', 'The audit of the payroll system starts on 4 May 2027.')

  expect(await conflicts()).toEqual([])
})
