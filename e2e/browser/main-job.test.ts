import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type TestInstallation } from '#apps/server/testing.ts'
import { chromiumLaunch } from '../../bin/chromium.ts'

const minutes = `# Steering committee

Present: Maria Lopez (Program Manager), John Smith (Supplier)

## Risks
- There is a high risk that the supplier delivers the payment module late, which would delay go-live by six weeks.

## Decisions
- We decided to host the portal in Frankfurt because the contract requires it.
`

let installation: TestInstallation
let browser: Browser
let page: Page
let folder: string
const complaints: string[] = []

beforeAll(async () => {
  installation = await openTestInstallation()
  browser = await chromium.launch(await chromiumLaunch())
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    // answers such as "not signed in" are part of the journey; broken scripts and refused policies are not
    if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
      complaints.push(message.text())
  })
  folder = await mkdtemp(join(tmpdir(), 'throughline-journey-'))
  await writeFile(join(folder, 'minutes.md'), minutes)
}, 120_000)
afterAll(async () => {
  await browser.close()
  await installation.close()
  await rm(folder, { recursive: true, force: true })
})

const fill = (label: string, value: string) => page.getByLabel(label, { exact: true }).fill(value)
const press = (name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).click()

test('a newcomer makes an account, an organization and a project', async () => {
  await page.goto(`${installation.url}/sign-up`)
  await fill('Name', 'Robin Vale')
  await fill('E-mail', 'robin@example.org')
  await fill('Password', 'a long enough secret')
  await press('Create account')
  await fill('Name of the organization', 'Harbor Works')
  await press('Create')
  await fill('Name of the project', 'Portal move')
  await press('Create')

  await page.waitForURL(/\/p\/harbor-works\/portal-move/)
  expect(complaints).toEqual([])
}, 60_000)

test('a file dropped into the library is read and what it says is shown on its words', async () => {
  await page.goto(`${installation.url}/p/harbor-works/portal-move/library`)
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose files' }).first().click()
  await (await chooser).setFiles(join(folder, 'minutes.md'))
  await installation.settle()

  await page
    .getByRole('link', { name: /minutes\.md/ })
    .first()
    .click()

  await page.getByText('There is a high risk that the supplier delivers').first().waitFor()
  // what is found appears without reloading
  await page.getByText('This source is being read').waitFor({ state: 'detached' })
  await page.getByRole('tab', { name: /People/ }).click()
  await page.getByRole('tabpanel').getByText('Maria Lopez').first().waitFor()
  await page.getByRole('tab', { name: /Insights/ }).click()
  expect(complaints).toEqual([])
}, 60_000)

test('a suggestion is accepted by keyboard and becomes a risk that rests on the words', async () => {
  await page.goto(`${installation.url}/p/harbor-works/portal-move/inbox`)
  await page.getByText('There is a high risk that the supplier').first().waitFor()
  await page.getByText('There is a high risk that the supplier').first().click()
  await page.keyboard.press('a')
  await installation.settle()
  await page.goto(`${installation.url}/p/harbor-works/portal-move/risks`)
  await page.getByText('RISK-1').first().waitFor()

  await page.getByText('RISK-1').first().click()

  await page.getByText('minutes.md').first().waitFor()
  expect(complaints).toEqual([])
}, 60_000)

test('words are found by searching', async () => {
  await page.goto(`${installation.url}/p/harbor-works/portal-move/search?q=supplier+payment`)

  await page
    .getByText(/payment module/)
    .first()
    .waitFor()
  expect(complaints).toEqual([])
}, 60_000)

test('a large upload is paused and goes on where it stood, and what arrived is not sent again', async () => {
  const size = 9 * 1024 * 1024
  await writeFile(join(folder, 'recording.bin'), Buffer.alloc(size, 7))
  const offsets: number[] = []
  let held = true
  await page.route('**/artifact-uploads/*', async (route, request) => {
    if (request.method() === 'PATCH') {
      offsets.push(Number(request.headers()['upload-offset']))
      while (held && offsets.length > 1) await page.waitForTimeout(50)
    }
    await route.continue().catch(() => undefined)
  })
  await page.goto(`${installation.url}/p/harbor-works/portal-move/library`)
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Upload' }).click()
  await (await chooser).setFiles(join(folder, 'recording.bin'))
  const uploads = page.getByRole('region', { name: 'Uploads' })
  await expect.poll(() => offsets.length, { timeout: 20_000 }).toBe(2)
  await uploads.getByRole('button', { name: 'Pause' }).click()
  await uploads.getByText('Paused').waitFor()
  held = false

  await uploads.getByRole('button', { name: 'Go on' }).click()

  await uploads.getByText('Saved').waitFor()
  expect(offsets[0]).toBe(0)
  expect(offsets.slice(1).every((offset) => offset > 0)).toBe(true)
  expect(offsets.at(-1)).toBeLessThan(size)
  await page.getByRole('row').filter({ hasText: 'recording.bin' }).waitFor()
  await page.unroute('**/artifact-uploads/*')
  expect(complaints).toEqual([])
}, 60_000)

test('two versions of a source stand side by side: what each passage said before and says now, and what rests on it', async () => {
  await page.goto(`${installation.url}/p/harbor-works/portal-move/library`)
  await page.getByText('minutes.md', { exact: true }).first().click()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'New version' }).waitFor()
  await writeFile(join(folder, 'minutes.md'), minutes.replace('six weeks', 'two weeks'))
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'New version' }).click()
  await (await chooser).setFiles(join(folder, 'minutes.md'))
  await page.getByText('Version 2').waitFor()
  await installation.settle()

  await page.getByText('Changes', { exact: true }).click()

  await page.getByText('From version 1 to version 2').waitFor()
  await page.locator('del', { hasText: 'six' }).waitFor()
  await page.locator('ins', { hasText: 'two' }).waitFor()
  const [before, now] = [page.getByRole('link', { name: 'Before' }), page.getByRole('link', { name: 'Now' })]
  const [left, right] = [await before.first().boundingBox(), await now.first().boundingBox()]
  expect(left?.y).toBe(right?.y)
  expect(left?.x).toBeLessThan(right?.x ?? 0)
  await page
    .getByRole('article')
    .getByRole('link', { name: /supplier/ })
    .first()
    .waitFor()
  expect(complaints).toEqual([])
}, 60_000)
