import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { mixedZipOf } from '#modules/knowledge/artifacts/reading/testing/mixed-zip.ts'
import { chromiumLaunch } from '../../bin/chromium.ts'
import { keyboardOf, type Keyboard } from './keyboard.ts'

const texts = {
  'plan.txt':
    'The go-live of the payment portal is planned for 1 March 2027.\n\nThe approved budget is 250,000 EUR.',
  'minutes.txt':
    'The go-live of the payment portal is planned for 15 April 2027.\n\nThe approved budget is 250,000 EUR.',
  'first.md':
    '## Present\n\n- Mara Lindqvist <mara@northwind.example> (chair, Northwind Ltd)\n- Tomas Okafor @tokafor (sponsor)\n',
  'second.md':
    '## Present\n\n- Mara Lindqvist <ml@contoso.example> (chair, Contoso Ltd)\n- Tomas Okafor\n\n## Hosting\n\nThe hosting costs rise. Hosting moves to Frankfurt.\n',
}

let installation: TestInstallation
let tenant: Tenant
let browser: Browser
let page: Page
let keys: Keyboard
const complaints: string[] = []

type Item = Record<string, unknown> & { id: string; key: string }
const items = async (path: string): Promise<Item[]> =>
  (await tenant.call<{ items: Item[] }>('GET', path)).body.items
const place = (path: string): string => `${installation.url}/p/${tenant.org}/${tenant.project}/${path}`

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
  for (const [name, text] of Object.entries(texts)) {
    await tenant.call('POST', 'artifacts', Buffer.from(text), {
      'content-type': name.endsWith('.md') ? 'text/markdown' : 'text/plain',
      'content-disposition': `attachment; filename="${name}"`,
    })
    await installation.settle()
  }
  browser = await chromium.launch(await chromiumLaunch())
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  keys = keyboardOf(page)
  await page.goto(await installation.house.identity.oneTimeSignInLink(tenant.userId))
  await page.getByRole('heading', { level: 1 }).waitFor()
}, 180_000)
afterAll(async () => {
  await browser.close()
  await installation.close()
})

test('two sources that contradict each other stand side by side, and somebody says with a reason which one holds', async () => {
  await keys.command('Conflicts')
  await keys.open('1 March 2027')
  await page.getByRole('region', { name: 'plan.txt' }).getByText('planned for').waitFor()
  await page
    .getByRole('region', { name: 'minutes.txt' })
    .locator('mark', { hasText: '15 April 2027' })
    .waitFor()

  await keys.press(page.getByRole('button', { name: '15 April 2027 holds' }))
  await keys.type(page.getByRole('dialog').getByLabel('Why'), 'The committee moved it.')
  await page.keyboard.press('Control+Enter')

  await page.getByText('Settle: done').waitFor()
  await page.getByRole('region', { name: 'minutes.txt' }).getByText('This holds').waitFor()
  expect(await items('conflicts')).toMatchObject([
    { state: 'resolved', holds: 'second', resolution: 'The committee moved it.' },
  ])
  expect(complaints).toEqual([])
}, 60_000)

test('two records of one person are merged with a reason, and what means another is split off', async () => {
  const named = async (name: string) =>
    (await items('referents?limit=200&sort=number')).filter((each) => each.label === name)
  const [one] = await named('Mara Lindqvist')
  await page.goto(place(`referents/${one?.key}`))
  await keys.press(page.getByRole('button', { name: 'It is the same' }))
  await keys.type(page.getByRole('dialog').getByLabel('Why'), 'She changed her employer.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Mara Lindqvist is merged').waitFor()
  await page.getByText('second.md').first().waitFor()
  expect((await named('Mara Lindqvist')).map(({ state }) => state).toSorted()).toEqual(['active', 'merged'])

  const [tomas] = await named('Tomas Okafor')
  await page.goto(place(`referents/${tomas?.key}`))
  await keys.to(page.getByRole('checkbox', { name: 'Tomas Okafor in second.md' }))
  await page.keyboard.press('Space')
  await keys.press(page.getByRole('button', { name: 'Split off 1 finding' }))
  await keys.type(page.getByRole('dialog').getByLabel('Name of the other'), 'Tomas Okafor junior')
  await keys.type(page.getByRole('dialog').getByLabel('Why'), 'It is his son.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Split off: done').waitFor()
  expect(await named('Tomas Okafor junior')).toHaveLength(1)
  expect(complaints).toEqual([])
}, 60_000)

test('the topics stand as a hierarchy with counts, and one of them narrows the library', async () => {
  await keys.command('Topics')
  await page
    .getByRole('list', { name: 'Topics' })
    .getByText(/1 source/)
    .first()
    .waitFor()
  await keys.press(page.getByRole('list', { name: 'Topics' }).getByRole('link', { name: /hosting/i }))

  await page.getByText(/^Topic: hosting/i).waitFor()
  const found = page.getByRole('list', { name: 'Sources on this topic' })
  await found.getByText('second.md').waitFor()
  expect(await found.getByText('plan.txt').count()).toBe(0)
  await keys.press(page.getByRole('button', { name: 'Show all sources' }))
  await page.getByRole('row').filter({ hasText: 'plan.txt' }).waitFor()
  expect(complaints).toEqual([])
}, 60_000)

test('a search is narrowed by chips that stand in the address, and its operators are told and work', async () => {
  await page.goto(place('search?q=hosting'))
  const results = page.getByRole('list', { name: 'Found' })
  await results.getByText('second.md').first().waitFor()
  await keys.press(page.getByRole('button', { name: 'Filter', exact: true }))
  await keys.pick(page.getByLabel('Narrow by'), 'Person')
  await keys.type(page.getByLabel('Value', { exact: true }), 'Mara Lindqvist')
  await page.keyboard.press('Enter')
  await page.waitForURL(/person=Mara/)
  await page.getByRole('button', { name: 'Remove the filter on Person' }).waitFor()
  await results.getByText('second.md').first().waitFor()
  await page.reload()
  await keys.press(page.getByRole('button', { name: 'Remove the filter on Person' }))
  await page.waitForURL((url) => !url.search.includes('person'))

  await keys.press(page.getByRole('button', { name: 'Operators' }))
  await page.getByText('These words one after the other').waitFor()
  await page.goto(place('search?mode=lexical&q=portal%20-march'))
  await results.getByText('minutes.txt').first().waitFor()
  expect(await results.getByText('plan.txt').count()).toBe(0)
  expect(complaints).toEqual([])
}, 60_000)

test('sources are moved into folders by keyboard and by dragging, and back', async () => {
  await keys.command('Library')
  const grid = page.getByRole('grid', { name: 'Library' })
  await grid.getByRole('row').filter({ hasText: 'plan.txt' }).waitFor()
  for (const key of ['x', 'j', 'x']) await page.keyboard.press(key)
  await page.keyboard.press('m')
  await keys.pick(page.getByLabel('Folder', { exact: true }), 'A new folder')
  await keys.type(page.getByLabel('Name of the folder'), 'Reports')
  await page.keyboard.press('Enter')
  await page.getByText('2 moved').waitFor()
  const foldered = async () =>
    (await items('artifacts?limit=50')).filter(({ folder_id }) => folder_id !== null).length
  expect(await foldered()).toBe(2)

  await grid
    .getByText('plan.txt')
    .dragTo(
      page.getByRole('navigation', { name: 'Folders and topics' }).getByRole('link', { name: 'Reports' }),
    )
  await page.getByText('1 moved').waitFor()
  expect(await foldered()).toBe(3)
  await page
    .getByText('1 moved')
    .locator('xpath=ancestor::*[.//button][1]')
    .getByRole('button', { name: 'Undo' })
    .click()
  await expect.poll(foldered).toBe(2)
  expect(complaints).toEqual([])
}, 60_000)

test('the files of an archive that wait for a password are named, and given it they are read', async () => {
  const zip = await mixedZipOf(
    { 'agenda.txt': 'Agenda for all.' },
    { 'pay.txt': 'Pay for few.' },
    'Sésame 17',
  )
  const { body } = await tenant.call('POST', 'artifacts', zip, {
    'content-type': 'application/zip',
    'content-disposition': 'attachment; filename="board.zip"',
  })
  await installation.settle()
  await page.goto(place(`library/${String(body['id'])}`))
  await page.getByText('A file in it waits for a password: pay.txt').waitFor()

  await keys.press(page.getByRole('button', { name: 'Give the password' }))
  await keys.type(page.getByRole('dialog').getByLabel('Password'), 'guess')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByText('The password does not open this file').waitFor()
  await page.getByRole('dialog').getByLabel('Password').fill('Sésame 17')
  await page.keyboard.press('Enter')

  await page.getByText('A file in it waits').waitFor({ state: 'hidden' })
  expect((await items('artifacts?limit=200')).map(({ label }) => label)).toEqual(
    expect.arrayContaining(['agenda.txt', 'pay.txt']),
  )
  expect(complaints).toEqual([])
}, 60_000)
