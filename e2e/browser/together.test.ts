import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { totpCode } from '#kernel/identity/test-identity.ts'
import { createSealer } from '#kernel/ledger/index.ts'
import { verifyProof } from '#kernel/ledger/proof.ts'
import { chromiumLaunch } from '../../bin/chromium.ts'
import { violationsInBoth } from './accessibility.ts'
import { keyboardOf, type Keyboard } from './keyboard.ts'

const password = 'a long enough secret of a person'

let installation: TestInstallation
let tenant: Tenant
let colleague: Tenant
let browser: Browser
let page: Page
let keys: Keyboard
let theirs: Page
const complaints: string[] = []

const visitor = async (userId?: string): Promise<Page> => {
  const opened = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  const first = await opened.newPage()
  first.on('pageerror', (error) => complaints.push(error.message))
  if (userId === undefined) return first
  await first.goto(await installation.house.identity.oneTimeSignInLink(userId))
  await first.getByRole('heading', { level: 1 }).waitFor()
  return first
}
const place = (path: string): string => `${installation.url}/p/${tenant.org}/${tenant.project}/${path}`
const risk = async (key: string): Promise<Record<string, unknown>> =>
  (await tenant.call('GET', `risks/${key}`)).body

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
  colleague = await installation.member(tenant, 'member', 'contributor')
  for (const title of ['The key is lost', 'The supplier is late'])
    await tenant.call('POST', 'risks', { title, probability: 'low', impact: 'low' })
  browser = await chromium.launch(await chromiumLaunch())
  page = await visitor(tenant.userId)
  keys = keyboardOf(page)
  theirs = await visitor(colleague.userId)
}, 180_000)
afterAll(async () => {
  await browser.close()
  await installation.close()
})

test('who watches or is mentioned is told at once, reads it by keyboard, and hears no more of what they refuse', async () => {
  await page.goto(place('risks/RISK-1'))
  await keys.press(page.getByRole('button', { name: 'Watch', exact: true }))
  await page.getByText('You are told when this changes').waitFor()
  await theirs.goto(place('risks/RISK-1?tab=discussion'))
  await theirs.getByRole('combobox', { name: 'Comment' }).fill(`Who has the spare one, @${tenant.email}?`)
  await theirs.keyboard.press('Control+Enter')
  await theirs.getByText('Who has the spare one').last().waitFor()
  await colleague.call('PATCH', 'risks/RISK-1', { impact: 'high' })

  await page.getByRole('link', { name: /^Notifications\s*2$/ }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('n')
  const told = page.getByRole('list', { name: 'Notifications' })
  await told.getByText(/You were mentioned on RISK-1/).waitFor()
  await told.getByText(/RISK-1 was changed/).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(/RISK-1/)
  await page.goBack()
  await keys.press(page.getByRole('button', { name: 'Mark all as read' }))
  await page.getByText('All are read').waitFor()
  expect(await told.getByText('Unread', { exact: true }).count()).toBe(0)

  await keys.press(page.getByRole('link', { name: 'Preferences' }))
  await keys.to(page.getByRole('checkbox', { name: 'Something that I watch changes: In the app' }))
  await page.keyboard.press('Space')
  await page.getByText('Saved').first().waitFor()
  await colleague.call('PATCH', 'risks/RISK-1', { impact: 'medium' })
  await page.keyboard.press('Escape')
  await page.goto(place('notifications'))
  await told.getByText(/You were mentioned on RISK-1/).waitFor()
  expect(await told.getByText(/was changed/).count()).toBe(0)
  expect(complaints).toEqual([])
}, 90_000)

test('while one types, what the other changes appears and nothing typed is lost; what both changed is asked about', async () => {
  await page.goto(place('risks/RISK-2?tab=discussion'))
  await theirs.goto(place('risks/RISK-2'))
  await page.getByRole('combobox', { name: 'Comment' }).fill('Half a thought')
  await page.getByRole('button', { name: 'Edit Title' }).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('What I say')
  await theirs.getByRole('button', { name: 'Edit Title' }).click()
  await theirs.keyboard.press('Control+a')
  await theirs.keyboard.type('What others say')
  await theirs.keyboard.press('Enter')
  await colleague.call('PATCH', 'risks/RISK-2', { impact: 'very_high' })

  await page.getByRole('region', { name: 'Fields' }).getByText('Very high').waitFor()
  expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('What I say')
  expect(await page.getByRole('combobox', { name: 'Comment' }).inputValue()).toBe('Half a thought')
  await page.getByRole('textbox', { name: 'Title' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Someone else changed this too').waitFor()
  await dialog.getByLabel('What you wrote').check()
  await dialog.getByRole('button', { name: 'Save' }).click()

  await theirs.getByText('What I say').first().waitFor()
  expect(await risk('RISK-2')).toMatchObject({ title: 'What I say', impact: 'very_high' })
  expect(complaints).toEqual([])
}, 90_000)

test('a table is tried first, each row that cannot be taken is named, and only a sound one is taken', async () => {
  await page.goto(place('settings?tab=exchange&register=risks'))
  const choose = async (text: string): Promise<void> => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: /Choose a file|Another file/ }).click()
    await (await chooser).setFiles({ name: 'risks.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  }
  const head = 'title,probability,impact\n'
  await choose(`${head}Flood,low,high\nFire,often,high\n,low,low\n`)
  await page.getByText('2 rows cannot be imported').waitFor()
  const problems = page.getByRole('table', { name: 'Problem' })
  await problems.getByRole('row', { name: /Probability/ }).waitFor()
  await problems.getByRole('row', { name: /Title/ }).waitFor()
  expect((await tenant.call<{ items: unknown[] }>('GET', 'risks')).body.items).toHaveLength(2)

  await choose(`${head}Flood,low,high\nFire,high,high\n`)
  await keys.press(page.getByRole('button', { name: 'Import 2 rows' }))
  await page.getByText('2 records imported: RISK-3 to RISK-4').waitFor()
  expect(complaints).toEqual([])
}, 60_000)

test('the audit leaves with a proof that holds outside, and the whole project as an archive that becomes another', async () => {
  await createSealer(installation.house).sealOnce()
  await page.goto(place('settings?tab=audit'))
  const [proof] = await Promise.all([
    page.waitForEvent('download'),
    keys.press(page.getByRole('button', { name: 'All with proof' })),
  ])
  const checked = await verifyProof(createInterface({ input: createReadStream(await proof.path()) }))
  expect(checked).toMatchObject({ ok: true, problems: [] })
  expect(checked.checked).toBeGreaterThan(5)

  await page.goto(place('settings?tab=exchange'))
  const [archive] = await Promise.all([
    page.waitForEvent('download'),
    keys.press(page.getByRole('link', { name: 'Save as an archive' })),
  ])
  const chooser = page.waitForEvent('filechooser')
  await keys.press(page.getByRole('button', { name: 'New project from an archive' }))
  await (await chooser).setFiles(await archive.path())
  await keys.press(page.getByRole('link', { name: 'Open the new project' }))
  await page.waitForURL(
    (url) => !url.pathname.includes(`/${tenant.project}/`) && !url.pathname.endsWith(tenant.project),
  )
  await keys.command('Risks')
  await page.getByRole('row').filter({ hasText: 'RISK-4' }).waitFor()
  expect(complaints).toEqual([])
}, 90_000)

test('a second step is set up, asked for at the next sign-in, and lets in who has the code', async () => {
  const email = 'careful@example.org'
  const user = await installation.house.identity.createUser({ name: 'Careful', email, password })
  await installation.house.database
    .sql('maintenance')
    .query(
      `insert into organization_members (org_id, id, user_id, role) values ($1, gen_random_uuid(), $2, 'admin')`,
      [tenant.orgId, user.id],
    )
  const other = await visitor(user.id)
  const hands = keyboardOf(other)
  await other.goto(place('settings?tab=security'))
  await hands.press(other.getByRole('button', { name: 'Set up' }))
  const dialog = other.getByRole('dialog')
  await hands.type(dialog.getByLabel('Password'), password)
  await other.keyboard.press('Enter')
  const secret = (await dialog.locator('code').innerText()).replaceAll(/\s/g, '')
  const code = () => totpCode(`otpauth://totp/x?secret=${secret}`)
  await hands.type(dialog.getByLabel(/^Code from your authenticator/), code())
  await other.keyboard.press('Enter')
  await dialog.getByText('Backup codes', { exact: true }).waitFor()
  const backup = await dialog.getByRole('listitem').first().innerText()
  await other.context().close()

  const again = await visitor()
  const fingers = keyboardOf(again)
  const signIn = async (): Promise<void> => {
    await again.goto(`${installation.url}/sign-in`)
    await fingers.type(again.getByLabel('E-mail'), email)
    await fingers.type(again.getByLabel('Password'), password)
    await again.keyboard.press('Enter')
    await again.getByText('Second step').waitFor()
  }
  await signIn()
  await fingers.type(again.getByLabel('Code from your authenticator'), '000000')
  await again.keyboard.press('Enter')
  await again.getByRole('alert').waitFor()
  await fingers.press(again.getByRole('button', { name: 'Use a backup code instead' }))
  await fingers.type(again.getByLabel('Backup code'), backup)
  await again.keyboard.press('Enter')
  await again.waitForURL(/\/p\//)
  await again.context().close()
  expect(complaints).toEqual([])
}, 90_000)

test('a demo is set back by its owner from the settings, and begins anew with its documents', async () => {
  await installation.house.database
    .sql('maintenance')
    .query(`update projects set settings = '{"demo": true}' where org_id = $1 and id = $2`, [
      tenant.orgId,
      tenant.projectId,
    ])
  installation.house.hub.wake('access')
  await page.goto(place('settings?tab=project'))
  await keys.press(page.getByRole('button', { name: 'Set the demo back' }))
  await keys.press(page.getByRole('dialog').getByRole('button', { name: 'Set the demo back' }))
  await page.getByText('The demo begins anew').waitFor()

  await keys.command('Library')
  await page.getByRole('row').filter({ hasText: 'services-contract.pdf' }).waitFor()
  await keys.command('Risks')
  await page.getByText('The cutover misses the date of the contract').waitFor({ timeout: 60_000 })
  expect(await page.getByText('What I say').count()).toBe(0)
  expect(complaints).toEqual([])
}, 120_000)

test('files are attached to a record, opened, taken off and put back; who may only read sees them as they were too', async () => {
  await page.goto(place('risks/RISK-1'))
  await page.getByRole('tab', { name: 'Files' }).waitFor()
  await dropOn(page, 'offer.md', 'The supplier offers a spare key for 40 EUR.')
  const table = page.getByRole('table', { name: 'Files' })
  await table.getByRole('link', { name: 'offer.md', exact: true }).waitFor()
  const attached = new Date().toISOString()
  expect(await violationsInBoth(page)).toEqual([])

  await tenant.call('POST', 'artifacts', Buffer.from('Keys are kept in the safe.'), {
    'content-type': 'text/plain',
    'content-disposition': 'attachment; filename="rules.txt"',
  })
  await keys.press(page.getByRole('button', { name: 'From the library' }))
  await keys.type(page.getByRole('dialog').getByLabel('Find by name'), 'rules')
  await keys.press(page.getByRole('dialog').getByRole('button', { name: 'Attach rules.txt' }))
  await page.getByText('rules.txt is attached').waitFor()
  await page.keyboard.press('Escape')
  await keys.press(page.getByRole('button', { name: 'Detach offer.md' }))
  await page.getByText('offer.md is detached').waitFor()
  await expect.poll(() => table.getByRole('link').allInnerTexts()).toEqual(['rules.txt', ''])
  await page.keyboard.press('z')
  await table.getByRole('link', { name: 'offer.md', exact: true }).waitFor()

  const reader = await installation.member(tenant, 'viewer')
  const reading = await visitor(reader.userId)
  await reading.goto(place(`risks/RISK-1?tab=files&as_of=${encodeURIComponent(attached)}`))
  await reading
    .getByRole('table', { name: 'Files' })
    .getByRole('link', { name: 'offer.md' })
    .first()
    .waitFor()
  expect(await reading.getByText('rules.txt').count()).toBe(0)
  await reading.goto(place('risks/RISK-1?tab=files'))
  await reading.getByRole('link', { name: 'rules.txt' }).first().waitFor()
  expect(await reading.getByRole('button', { name: /Attach|Detach|From the library/ }).count()).toBe(0)
  await reading.getByRole('link', { name: 'rules.txt' }).first().click()
  await reading.getByText('Keys are kept in the safe').first().waitFor()
  await reading.getByRole('link', { name: /^RISK-1 / }).waitFor()
  await reading.context().close()
  expect(complaints).toEqual([])
}, 90_000)

/** Lets a file fall onto the page, as from the desktop. */
async function dropOn(target: Page, name: string, text: string): Promise<void> {
  const carried = await target.evaluateHandle(
    ([file, content]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([content ?? ''], file ?? '', { type: 'text/markdown' }))
      return transfer
    },
    [name, text],
  )
  for (const event of ['dragenter', 'dragover', 'drop'])
    await target.locator('main header').first().dispatchEvent(event, { dataTransfer: carried })
}
