import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { chromiumLaunch } from '../../bin/chromium.ts'
import { documents } from '../../seed/fixtures/index.ts'

const password = 'a long enough secret of a person'

let installation: TestInstallation
let tenant: Tenant
let browser: Browser
let page: Page
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
  for (const name of ['services-contract.pdf', 'steering-committee-minutes.docx']) {
    const document = documents.find((each) => each.name === name)
    await tenant.call('POST', 'artifacts', document?.bytes(), {
      'content-type': document?.mediaType ?? '',
      'content-disposition': `attachment; filename="${name}"`,
    })
  }
  await installation.settle()
  browser = await chromium.launch(await chromiumLaunch())
  ;({ page } = await visitor())
  await page.goto(await installation.house.identity.oneTimeSignInLink(tenant.userId))
}, 180_000)
afterAll(async () => {
  await browser.close()
  await installation.close()
})

test('where a stated deadline comes from is asked, and the answer leads to the words on their page', async () => {
  await page.goto(place('search?ask=yes'))
  await page.getByLabel('Ask the documents of this project').fill('When is the solution design accepted?')
  await page.keyboard.press('Enter')

  await page
    .getByRole('region', { name: 'Sources' })
    .getByRole('link', { name: 'services-contract.pdf' })
    .click()

  await page.locator('mark[data-active]', { hasText: '30 April 2026' }).first().waitFor()
  await page.getByRole('radio', { name: 'Pages' }).click()
  await page.locator('[data-page] [data-active]').first().waitFor()
  expect(complaints).toEqual([])
}, 60_000)

test('two sentences of a PDF become a risk by keyboard alone, and it shows beside the PDF what rests on it', async () => {
  const file = await tenant.call<{ items: { id: string; filename: string }[] }>('GET', 'artifacts')
  const pdf = file.body.items.find(({ filename }) => filename.endsWith('.pdf'))
  await page.goto(place(`library/${pdf?.id}`))
  await page.getByText('The Supplier delivers the solution design').first().waitFor()

  await page.keyboard.press('s')
  await page.keyboard.press('s')
  await page.keyboard.press('w')
  await page.keyboard.press('m')
  await page.locator('[role="toolbar"] button:focus').waitFor()
  while ((await page.locator('[role="toolbar"] button:focus').innerText()) !== 'New risk')
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByLabel('Probability').selectOption('high')
  await page.getByLabel('Impact').selectOption('medium')
  await page.getByLabel('Impact').press('Control+Enter')
  await page.getByText('RISK-1 rests on these words').waitFor()

  await page.getByRole('tab', { name: /What rests on this/ }).click()
  await page.getByRole('tabpanel').getByText('RISK-1').waitFor()
  const links = await tenant.call<{ items: { relation: string; span: { quote: string } | null }[] }>(
    'GET',
    'risks/RISK-1/links',
  )
  expect(links.body.items[0]?.span?.quote.length).toBeGreaterThan(20)
  expect(complaints).toEqual([])
}, 60_000)

test('suggestions are accepted together, and the whole is taken back by one key', async () => {
  const pending = async () =>
    (await tenant.call<{ items: unknown[] }>('GET', 'suggestions?filter[state]=pending')).body.items.length
  const before = await pending()
  expect(before).toBeGreaterThan(1)
  await page.goto(place('inbox'))
  await page.getByRole('list', { name: 'Suggestions' }).waitFor()

  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.getByText('2 chosen').waitFor()
  await page.keyboard.press('a')
  await page.getByText('2 suggestions accepted').waitFor()
  expect(await pending()).toBe(before - 2)

  await page.keyboard.press('u')

  await page.getByText('Undone', { exact: true }).waitFor()
  expect(await pending()).toBe(before)
  expect(complaints).toEqual([])
}, 60_000)

test('somebody invited to read joins by the link, reads, and is offered nothing to change', async () => {
  await page.goto(place('settings?tab=members'))
  await press('Invite')
  await page.getByLabel('E-mail').fill('reader@example.org')
  await page.getByLabel('Role', { exact: true }).selectOption('viewer')
  await page.getByRole('dialog').getByRole('button', { name: 'Invite' }).click()
  const link = await page.getByRole('dialog').getByLabel('Pass this link on').inputValue()
  const other = await visitor()

  await other.page.goto(link)
  await other.page.getByRole('link', { name: 'Create account' }).click()
  await other.page.getByLabel('Name', { exact: true }).fill('Reader')
  await other.page.getByLabel('E-mail').fill('reader@example.org')
  await other.page.getByLabel('Password').fill(password)
  await press('Create account', other.page)
  await press('Join', other.page)
  await other.page.waitForURL(/\/p\//)
  await other.page.goto(place('risks'))
  await other.page.getByText('RISK-1').first().waitFor()

  expect(await other.page.getByRole('button', { name: 'New risk' }).count()).toBe(0)
  await other.page.goto(place('settings?tab=audit'))
  await other.page.getByText('Only administrators of the organization read its audit').waitFor()
  await other.context.close()
  expect(complaints).toEqual([])
}, 60_000)

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
