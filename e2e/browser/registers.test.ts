import { gzipSync } from 'node:zlib'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type TestInstallation } from '#apps/server/testing.ts'
import { chromiumLaunch } from '../../bin/chromium.ts'
import { violationsInBoth } from './accessibility.ts'
import { comparable, differences } from './pictures.ts'

let installation: TestInstallation
let browser: Browser
let page: Page
let project: string
const complaints: string[] = []

beforeAll(async () => {
  installation = await openTestInstallation()
  browser = await chromium.launch(await chromiumLaunch())
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  project = await newProject()
}, 180_000)
afterAll(async () => {
  await browser.close()
  await installation.close()
})

/** Signs up, founds an organization with a project, and raises a few risks there. */
async function newProject(): Promise<string> {
  const person = { name: 'Robin Vale', email: 'robin@example.org', password: 'a long enough secret' }
  const post = async (path: string, data: object): Promise<Record<string, unknown>> => {
    const answer = await page.request.post(`${installation.url}${path}`, {
      data,
      headers: { origin: installation.url },
    })
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
    return (await answer.json()) as Record<string, unknown>
  }
  await page.goto(`${installation.url}/sign-up`)
  await post('/api/auth/sign-up/email', person)
  await post('/api/auth/sign-in/email', { email: person.email, password: person.password })
  await post('/api/v1/orgs', { name: 'Harbor Works' })
  await post('/api/v1/orgs/harbor-works/projects', { name: 'Portal move', blueprint: 'program' })
  const risks = '/api/v1/orgs/harbor-works/projects/portal-move/risks'
  const levels = ['low', 'medium', 'high', 'very_high']
  for (let at = 0; at < 8; at += 1)
    await post(risks, {
      title: `Part ${at + 1} of the portal comes late`,
      probability: levels[at % 4],
      impact: levels[(at * 3 + 1) % 4],
      residual_probability: 'low',
      residual_impact: levels[(at * 3 + 1) % 4],
      loss_low: '1000',
      loss_high: String(20_000 * (at + 1)),
      currency: 'EUR',
      target_closure_on: `2026-03-0${at + 1}`,
    })
  await post(`${risks}/RISK-1/links`, { relation: 'rests_on', target_id: await idOf('RISK-2') })
  await post(`${risks}/RISK-3/links`, { relation: 'rests_on', target_id: await idOf('RISK-1') })
  await post(`${risks}/RISK-1/comments`, { body: 'Who knows more?' })
  return '/p/harbor-works/portal-move'
}

const api = (path: string) => `${installation.url}/api/v1/orgs/harbor-works/projects/portal-move/${path}`
const riskNow = async (key: string): Promise<Record<string, unknown>> =>
  (await (await page.request.get(api(`risks/${key}`))).json()) as Record<string, unknown>
const idOf = async (key: string): Promise<string> => String((await riskNow(key)).id)
const open = async (path: string): Promise<void> => {
  await page.goto(`${installation.url}${path}`)
}
test.each([
  ['signing in', '/sign-in'],
  ['home', '/p/harbor-works/portal-move'],
])(
  'the first route takes at most 200 KB of script: %s',
  async (_, path) => {
    const sizes: Promise<number>[] = []
    const storageState = path === '/sign-in' ? undefined : await page.context().storageState()
    const context = await browser.newContext(storageState ? { storageState } : {})
    const fresh = await context.newPage()
    fresh.on('response', (answer) => {
      if (answer.url().endsWith('.js')) sizes.push(answer.body().then((body) => gzipSync(body).length))
    })
    await fresh.goto(`${installation.url}${path}`)
    await fresh.locator('h1').first().waitFor()
    await fresh.waitForTimeout(1_000)
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    await context.close()

    expect(sizes.length).toBeGreaterThan(1)
    expect(bytes).toBeLessThanOrEqual(200 * 1024)
  },
  60_000,
)

test('no component of the gallery breaks a rule of accessibility, in light or in dark', async () => {
  await open('/gallery')
  await page.getByText('Buttons').first().waitFor()
  expect(await violationsInBoth(page)).toEqual([])
  for (const name of ['Open a dialog', 'Open a merge']) {
    await page.getByRole('button', { name }).click()
    expect(await violationsInBoth(page)).toEqual([])
    await page.keyboard.press('Escape')
  }
}, 180_000)

test('graphs are drawn, and one of five thousand nodes is walked by keyboard', async () => {
  await open('/gallery?only=graph-large')
  const graph = page.getByRole('application')
  await graph.waitFor()
  const colors = () =>
    page.locator('canvas').evaluate((canvas) => {
      const context = canvas instanceof HTMLCanvasElement ? canvas.getContext('2d') : null
      const pixels = context?.getImageData(0, 0, context.canvas.width, context.canvas.height).data
      return new Set(pixels ? new Uint32Array(pixels.buffer) : []).size
    })
  await expect.poll(colors, { timeout: 10_000 }).toBeGreaterThan(4)
  await graph.focus()
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown', '+']) await page.keyboard.press(key)
  await graph.getByText(/^N-\d+ Node number/).waitFor({ state: 'attached' })
  expect(complaints).toEqual([])
}, 60_000)

test.skipIf(!comparable)(
  'every component looks as it did',
  async () => {
    await open('/gallery')
    await page.getByText('Buttons').first().waitFor()
    const samples = await page.locator('[data-sample]:not([data-drawn])').all()
    expect(samples.length).toBeGreaterThan(12)
    const wrong: string[] = []
    for (const sample of samples)
      wrong.push(...(await differences(page, sample, `gallery/${await sample.getAttribute('data-sample')}`)))
    expect(wrong).toEqual([])
  },
  180_000,
)

test('by keyboard alone: raise a risk, edit its cell, set a field of two, undo that', async () => {
  await open(`${project}/risks`)
  await page.getByText('RISK-8').waitFor()
  await page.keyboard.press('c')
  await page.keyboard.type('The key is lost')
  await page.keyboard.press('Tab')
  await page.keyboard.type('High')
  await page.keyboard.press('Tab')
  await page.keyboard.type('High')
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/RISK-9/)

  await page.goBack()
  await page.getByText('RISK-9', { exact: true }).waitFor()
  await page.getByRole('grid').focus()
  await page.keyboard.press('F2')
  await page.getByRole('textbox', { name: 'Title' }).waitFor()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('The spare key is lost')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await riskNow('RISK-9')).title).toBe('The spare key is lost')

  await page.getByRole('grid').focus()
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.getByRole('button', { name: 'Set a field' }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('Field', { exact: true }).selectOption('impact')
  await page.getByLabel('Value', { exact: true }).selectOption('very_low')
  await page.getByRole('button', { name: 'Apply' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('2 records changed').waitFor()
  expect((await riskNow('RISK-9')).impact).toBe('very_low')
  await page.getByRole('grid').focus()
  await page.keyboard.press('z')
  await expect.poll(async () => (await riskNow('RISK-9')).impact).toBe('high')
  expect(complaints).toEqual([])
}, 120_000)

test('a card is moved by keyboard, each step is said aloud', async () => {
  await open(`${project}/risks?as=board`)
  const card = page.locator('[data-card]', { hasText: 'RISK-2' })
  await card.focus()
  await page.keyboard.press('Space')
  await page.getByText(/taken\. Left and Right/).waitFor({ state: 'attached' })
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await expect.poll(async () => (await riskNow('RISK-2')).state).toBe('mitigating')
  expect(complaints).toEqual([])
}, 60_000)

test('the line is one key away from a row', async () => {
  await open(`${project}/risks?where=state%3Aopen&q=Part+1`)
  await page.getByText('RISK-1', { exact: true }).waitFor()
  await page.getByRole('grid').focus()
  await page.keyboard.press('l')
  const line = page.getByRole('dialog')
  await line.getByText(/RISK-2/).waitFor()
  await line.getByText(/RISK-3/).waitFor()
  expect(await violationsInBoth(page)).toEqual([])
}, 60_000)

test('who edits what somebody else has just changed is asked, and loses nothing', async () => {
  await open(`${project}/risks/RISK-4`)
  await page.getByRole('button', { name: 'Edit Title' }).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('What I say')
  await page.request.patch(api('risks/RISK-4'), {
    data: { title: 'What others say' },
    headers: { origin: installation.url },
  })
  // their change arrives while the control is open, and leaves it alone
  await page.waitForTimeout(1_000)
  await page.keyboard.press('Enter')

  const dialog = page.getByRole('dialog')
  await dialog.getByText('Someone else changed this too').waitFor()
  await dialog.getByText('What others say').waitFor()
  await dialog.getByLabel('What you wrote').check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect.poll(async () => (await riskNow('RISK-4')).title).toBe('What I say')
}, 60_000)

test('the app speaks German where German is read', async () => {
  const context = await browser.newContext({
    locale: 'de-DE',
    storageState: await page.context().storageState({ indexedDB: false }),
  })
  const german = await context.newPage()
  await german.goto(`${installation.url}${project}/risks`)
  await german.getByRole('heading', { name: 'Risiken' }).waitFor()
  await german.getByRole('columnheader', { name: /Wahrscheinlichkeit/ }).waitFor()
  expect(await german.getAttribute('html', 'lang')).toBe('de')
  await context.close()
}, 60_000)
