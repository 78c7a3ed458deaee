import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDemo } from '#apps/server/demo/load-demo.ts'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { chromiumLaunch } from '../../bin/chromium.ts'
import { keyboardOf, type Keyboard } from './keyboard.ts'

const password = 'a long enough secret of a person'

let installation: TestInstallation
let tenant: Tenant
let browser: Browser
let page: Page
let keys: Keyboard
const complaints: string[] = []

const visitor = async (): Promise<{ context: BrowserContext; page: Page }> => {
  const opened = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const first = await opened.newPage()
  first.on('pageerror', (error) => complaints.push(error.message))
  return { context: opened, page: first }
}
const place = (path: string): string => `${installation.url}/p/${tenant.org}/${tenant.project}/${path}`
const press = (name: string | RegExp, on: Page = page) =>
  on
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click()

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
  await installation.house.database
    .sql('maintenance')
    .query(`update projects set settings = '{"demo": true}' where org_id = $1 and id = $2`, [
      tenant.orgId,
      tenant.projectId,
    ])
  await loadDemo(installation.house, { ...tenant, requestId: 'demo' })
  await installation.settle()
  browser = await chromium.launch(await chromiumLaunch())
  ;({ page } = await visitor())
  keys = keyboardOf(page)
  await page.goto(await installation.house.identity.oneTimeSignInLink(tenant.userId))
  await page.getByRole('heading', { level: 1 }).waitFor()
}, 180_000)
afterAll(async () => {
  await browser.close()
  await installation.close()
})

/** What follows is done without a mouse and without typing an address: the way in was the link, all else are keys. */
test('by keyboard: where a stated deadline comes from is asked, and the answer leads to the words on their page', async () => {
  await keys.command('When is the solution design accepted?', /^Ask the documents/)
  await page.getByRole('region', { name: 'Sources' }).waitFor()

  await keys.press(
    page.getByRole('region', { name: 'Sources' }).getByRole('link', { name: 'services-contract.pdf' }),
  )

  await page.locator('mark[data-active]', { hasText: '30 April 2026' }).first().waitFor()
  await keys.to(page.getByRole('radio', { name: 'Text' }))
  await page.keyboard.press('ArrowRight')
  await page.getByRole('radio', { name: 'Pages' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await page.locator('[data-page] [data-active]').first().waitFor()
  expect(complaints).toEqual([])
}, 60_000)

test('what is chosen among the commands stays chosen when results arrive late', async () => {
  let answer = (): void => undefined
  const answered = new Promise<void>((resolve) => (answer = resolve))
  await page.route('**/search?*', async (route) => {
    await answered
    await route.continue()
  })
  const commands = page.getByRole('dialog', { name: 'Commands' })
  const chosen = commands.getByRole('option', { selected: true })
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Commands' }).waitFor()
  await page.keyboard.type('solution design')
  await page.keyboard.press('ArrowDown')
  await chosen.getByText('Ask the documents: “solution design”').waitFor()

  answer()

  await commands.getByRole('option').nth(2).waitFor()
  expect(await chosen.innerText()).toContain('Ask the documents: “solution design”')
  await page.keyboard.press('Escape')
  await page.unroute('**/search?*')
}, 60_000)

test('by keyboard: two sentences of a PDF become a risk, and beside the PDF stands all that rests on it', async () => {
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await keys.open('services-contract.pdf')
  await page.getByText('The Supplier delivers the solution design').first().waitFor()

  for (const key of ['s', 's', 'w', 'm']) await page.keyboard.press(key)
  await keys.press(page.getByRole('toolbar').getByRole('button', { name: 'New risk' }))
  await keys.pick(page.getByLabel('Probability'), 'High')
  await keys.pick(page.getByLabel('Impact'), 'Medium')
  await page.keyboard.press('Control+Enter')
  await page.getByText('RISK-6 rests on these words').waitFor()

  await keys.to(page.getByRole('tab', { selected: true }))
  await page.keyboard.press('End')
  const resting = page.getByRole('tabpanel', { name: /Rests on it/ })
  await resting.getByText('RISK-6').waitFor()
  await resting.getByText('There is no fallback once the hosting agreement has ended').first().waitFor()
  const links = await tenant.call<{ items: { relation: string; span: { quote: string } | null }[] }>(
    'GET',
    'risks/RISK-6/links',
  )
  expect(links.body.items[0]?.span?.quote.length).toBeGreaterThan(20)
  expect(complaints).toEqual([])
}, 60_000)

test('by keyboard: a risk shows what it was last week, who changed it since and why', async () => {
  await keys.command('cutover misses the date', /The cutover misses the date of the contract/)
  const probability = page
    .getByRole('region', { name: 'Fields' })
    .locator('dt', { has: page.getByText('Probability', { exact: true }) })
    .locator('xpath=following-sibling::dd[1]')
  await probability.getByText('High').waitFor()
  await keys.to(page.getByRole('tab', { selected: true }))
  await page.keyboard.press('End')
  await keys.to(page.getByRole('slider'))
  await page.keyboard.press('ArrowLeft')

  await page.getByText(/^As it was on/).waitFor()
  await probability.getByText('Medium').waitFor()
  await keys.press(page.getByRole('button', { name: 'A week ago' }))

  await probability.getByText('Medium').waitFor()
  const since = page.getByRole('region', { name: 'Changed since then' })
  await since.getByText('The plan puts the cutover a month after the date of the contract.').first().waitFor()
  await since
    .getByText(/4d ago/)
    .first()
    .waitFor()
  await keys.press(page.getByRole('button', { name: 'Back to now' }))
  await probability.getByText('High').waitFor()
  expect(complaints).toEqual([])
}, 60_000)

test('by keyboard: suggestions are accepted together, and the whole is taken back by one key', async () => {
  const pending = async () =>
    (await tenant.call<{ items: unknown[] }>('GET', 'suggestions?filter[state]=pending')).body.items.length
  const before = await pending()
  expect(before).toBeGreaterThan(1)
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await page.getByRole('list', { name: 'Suggestions' }).waitFor()

  for (const key of ['x', 'j', 'x']) await page.keyboard.press(key)
  await page.getByText('2 chosen').waitFor()
  await page.keyboard.press('a')
  await page.getByText('2 suggestions accepted').waitFor()
  expect(await pending()).toBe(before - 2)

  await page.keyboard.press('u')

  await page.getByText('Undone', { exact: true }).waitFor()
  expect(await pending()).toBe(before)
  expect(complaints).toEqual([])
}, 60_000)

test('by keyboard: somebody is invited to read, joins by the link, reads, and cannot change a thing', async () => {
  await keys.command('Settings')
  await keys.press(page.getByRole('button', { name: 'Members' }))
  await keys.press(page.getByRole('button', { name: 'Invite', exact: true }))
  const dialog = page.getByRole('dialog')
  await keys.type(dialog.getByLabel('E-mail'), 'reader@example.org')
  await keys.pick(dialog.getByLabel('Role', { exact: true }), 'Viewer')
  await keys.press(dialog.getByRole('button', { name: 'Invite' }))
  const link = await page.getByRole('dialog').getByLabel('Pass this link on').inputValue()
  const other = await visitor()
  const theirs = keyboardOf(other.page)

  await other.page.goto(link)
  await theirs.press(other.page.getByRole('link', { name: 'Create account' }))
  await theirs.type(other.page.getByLabel('Name', { exact: true }), 'Reader')
  await theirs.type(other.page.getByLabel('E-mail'), 'reader@example.org')
  await theirs.type(other.page.getByLabel('Password'), password)
  await other.page.keyboard.press('Enter')
  await theirs.press(other.page.getByRole('button', { name: 'Join' }))
  await other.page.waitForURL(/\/p\//)
  await other.page.getByRole('navigation').first().waitFor()
  await theirs.command('cutover misses the date', /The cutover misses the date of the contract/)
  await other.page.getByText('RISK-1').first().waitFor()

  expect(await other.page.getByRole('button', { name: 'Edit Title' }).count()).toBe(0)
  await theirs.command('Risks')
  await other.page.getByText('RISK-6').first().waitFor()
  expect(await other.page.getByRole('button', { name: 'New risk' }).count()).toBe(0)
  const refused = await other.page.request.patch(
    `${installation.url}/api/v1/orgs/${tenant.org}/projects/${tenant.project}/risks/RISK-1`,
    { data: { title: 'Mine' }, headers: { origin: installation.url } },
  )
  expect(refused.status()).toBe(403)
  await other.page.goto(place('settings?tab=audit'))
  await other.page.getByText('Only administrators of the organization read its audit').waitFor()
  await other.context.close()
  expect(complaints).toEqual([])
}, 90_000)

test('a forgotten password is set anew by the link, once', async () => {
  const link = await installation.house.identity.resetLink('reader@example.org')
  const other = await visitor()
  await other.page.goto(link ?? '')
  await other.page.getByLabel('New password').fill(`${password} anew`)
  await other.page.getByLabel('The same again').fill(`${password} anew`)
  await press('Set the password', other.page)
  await other.page.getByText('Your password is set').waitFor()

  await other.page.getByLabel('E-mail').fill('reader@example.org')
  await other.page.getByLabel('Password').fill(`${password} anew`)
  await press('Sign in', other.page)

  await other.page.waitForURL(/\/p\//)
  await other.context.close()
}, 60_000)

test('when the session has ended, one signs in again in place and what was typed is still there', async () => {
  const email = 'writer@example.org'
  const user = await installation.house.identity.createUser({ name: 'Writer', email, password })
  await installation.house.database
    .sql('maintenance')
    .query(
      `insert into organization_members (org_id, id, user_id, role) values ($1, gen_random_uuid(), $2, 'admin')`,
      [tenant.orgId, user.id],
    )
  const other = await visitor()
  await other.page.goto(await installation.house.identity.oneTimeSignInLink(user.id))
  await other.page.goto(place('settings?tab=project'))
  await other.page.getByLabel('What the project is for').fill('Move the portal')
  await installation.house.identity.signOutEverywhere(user.id)

  await press('Save', other.page)
  const dialog = other.page.getByRole('dialog', { name: 'Your session has ended' })
  await dialog.getByLabel(/Password/).fill(password)
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  await other.page.getByText('Signed in again').waitFor()

  expect(await other.page.getByLabel('What the project is for').inputValue()).toBe('Move the portal')
  await press('Save', other.page)
  await other.page.getByText('Saved').first().waitFor()
  await other.context.close()
  // the other browser is told without reloading
  await page.goto(place(''))
  await page.getByText('Move the portal').waitFor()
}, 60_000)
