import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoFor } from '#apps/cli/demo.ts'
import { openTestInstallation, type TestInstallation } from '#apps/server/testing.ts'
import { chromiumLaunch } from '../../bin/chromium.ts'
import { violations } from './accessibility.ts'
import { comparable, differences } from './pictures.ts'
import { standStill } from './steady-time.ts'

let installation: TestInstallation
let browser: Browser
let page: Page
const complaints: string[] = []
const project = '/p/demo/portal-renewal-program'
const desk = {
  viewport: { width: 1280, height: 800 },
  locale: 'en-GB',
  timezoneId: 'UTC',
  reducedMotion: 'reduce',
} as const

beforeAll(async () => {
  installation = await openTestInstallation()
  const demo = await demoFor(installation.house, true)
  if (demo.kind !== 'demo' || !demo.link) throw new Error('there is no demo')
  await demo.load(new AbortController().signal)
  await installation.settle()
  browser = await chromium.launch(await chromiumLaunch())
  const context = await browser.newContext(desk)
  page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(demo.link)
  await page.waitForURL(/\/p\//)
}, 180_000)
afterAll(async () => {
  await browser.close()
  await installation.close()
})

/** Opens a path and waits until nothing on it loads any more. */
const open = async (path: string, on: Page = page): Promise<void> => {
  await on.goto(`${installation.url}${path}`)
  await on.locator('h1').first().waitFor()
  await on.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  await on.evaluate(() => document.fonts.ready)
}
const idOfFile = async (name: string): Promise<string> => {
  const answer = await page.request.get(
    `${installation.url}/api/v1/orgs/demo/projects/portal-renewal-program/artifacts?q=${name}`,
  )
  const { items } = (await answer.json()) as { items: { id: string }[] }
  return items[0]?.id ?? ''
}

/** A path with the id of the file that it names as `FILE(name)`. */
const withFile = async (path: string): Promise<string> => {
  const file = /FILE\((.+)\)/.exec(path)
  return file ? path.replace(file[0], await idOfFile(file[1] ?? '')) : path
}

const settings = [
  'profile',
  'security',
  'notifications',
  'project',
  'people',
  'jobs',
  'models',
  'deleted',
  'exchange',
  'organization',
  'members',
  'keys',
  'usage',
  'audit',
  'erasures',
]

/** Every route, with each of its faces. A file is named as `FILE(name)`. */
const routes = [
  '',
  '/library',
  '/library/FILE(services-contract.pdf)',
  '/library/FILE(services-contract.pdf)?view=pages',
  '/library/FILE(project-plan-june.xlsx)?view=changes',
  '/inbox',
  '/stale',
  '/insights?aside=yes',
  '/search',
  '/search?q=supplier',
  '/search?q=supplier&all=yes',
  '/search?ask=yes',
  '/search?ask=yes&q=When+does+the+cutover+take+place%3F',
  ...[
    '',
    '?as=board',
    '?as=calendar&month=2026-09',
    '?as=matrix',
    '?as=risk',
    `?as=risk&day=${new Date(Date.now() - 15 * 86_400_000).toISOString().slice(0, 10)}`,
    '?q=nothing+has+these+words',
  ].map((face) => `/risks${face}`),
  '/topics',
  '/referents',
  '/conflicts',
  ...['', '?tab=trace&as=graph', '?tab=discussion', '?tab=files', '?tab=history'].map(
    (face) => `/risks/RISK-1${face}`,
  ),
  '/decisions/DEC-1?tab=special',
  '/nothing',
  ...settings.map((tab) => `/settings?tab=${tab}`),
].map((path) => `${project}${path}`)

const outside = [
  '/new',
  '/new/demo',
  '/sign-in',
  '/sign-up',
  '/forgot-password',
  '/reset-password',
  '/nowhere',
]

test.each([...routes, ...outside])(
  '%s breaks no rule of accessibility, in light, in dark and on a narrow window',
  async (path) => {
    await open(await withFile(path))
    const found = (await violations(page)).map((each) => `light ${each}`)
    await page.emulateMedia({ colorScheme: 'dark' })
    found.push(...(await violations(page, 'contrast')).map((each) => `dark ${each}`))
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 360, height: 740 })
    found.push(...(await violations(page, 'all but contrast')).map((each) => `narrow ${each}`))
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    if (over > 0) found.push(`narrow: ${over} pixels stand over the edge`)
    await page.setViewportSize({ width: 1280, height: 800 })

    expect(found).toEqual([])
    expect(complaints).toEqual([])
  },
  60_000,
)

test('the gallery shows nothing of anybody: who is not signed in sees it, and it asks the server for no data', async () => {
  const context = await browser.newContext()
  const stranger = await context.newPage()
  const asked: string[] = []
  stranger.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await stranger.goto(`${installation.url}/gallery`)
  await stranger.getByText('Buttons').first().waitFor()
  await stranger.waitForLoadState('networkidle')
  await context.close()

  expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([])
}, 60_000)

const hasFocus = () => page.evaluate(() => document.activeElement !== document.body)
const until = async (path: RegExp): Promise<void> => {
  await page.waitForURL(path)
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  await expect.poll(hasFocus).toBe(true)
}

test('the main screens are walked by keyboard alone, and the focus is never lost', async () => {
  await open(project)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main')

  for (const key of ['g', 'l']) await page.keyboard.press(key)
  await until(/\/library$/)
  await page.getByRole('row', { name: /services-contract/ }).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await until(/\/library\/[0-9a-f-]{36}/)
  await page.keyboard.press('/')
  await until(/\/search/)
  await page.locator('input[type="search"]:focus').waitFor()
  await page.keyboard.type('penalty')
  await page.locator('main mark').first().waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await until(/\/library\/[0-9a-f-]{36}\?at=/)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Risks')
  await page.getByRole('option', { name: /Risks/ }).first().waitFor()
  await page.keyboard.press('Enter')
  await until(/\/risks$/)
  await page.getByRole('row', { name: /RISK-5/ }).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await until(/\/risks\/RISK-4/)
  for (const key of ['g', 'i']) await page.keyboard.press(key)
  await until(/\/inbox/)
  for (const key of ['g', 'h']) await page.keyboard.press(key)
  await until(/\/portal-renewal-program$/)
  expect(complaints).toEqual([])
}, 60_000)

test('on a narrow window the side bar opens over the screen, takes the focus, and gives it back on Escape', async () => {
  await page.setViewportSize({ width: 360, height: 740 })
  await open(`${project}/risks`)
  const button = page.getByRole('button', { name: 'Open navigation' })
  await button.focus()
  await page.keyboard.press('Enter')
  await page.locator('aside button:focus').waitFor()
  await page.keyboard.press('Escape')

  await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.setViewportSize({ width: 1280, height: 800 })
}, 60_000)

test('by keyboard, the risks of a past day stand beside those of today: what moved, by how much, by whom, when and why', async () => {
  await open(`${project}/risks?as=risk`)
  const slider = page.getByRole('slider', { name: 'Compare with' })
  await slider.focus()
  await page.keyboard.press('Home')

  await page.waitForURL(/day=/)
  const moved = page.getByRole('table', { name: /moved since/ })
  const readings = moved.getByRole('row', { name: /RISK-2/ })
  await readings.getByText('A first match by address').waitFor()
  expect(await readings.innerText()).toMatch(/Very high × High \(20\)\s+High × High \(16\)\s+-4\s+Demo/)
  await page.getByText('was 1', { exact: true }).first().waitFor()

  await page.getByText('Residual', { exact: true }).click()
  await moved.getByText('New here').first().waitFor()
  await page.getByRole('figure').filter({ hasText: 'week by week' }).getByRole('button').press('Enter')
  const weeks = page.getByRole('region', { name: 'Records by score, week by week' }).getByRole('row')
  await expect.poll(() => weeks.count()).toBe(4)
  expect((await weeks.last().innerText()).split(/\s+/).slice(-3)).toEqual(['0', '3', '0'])
  expect((await weeks.nth(1).innerText()).split(/\s+/).slice(-3)).toEqual(['0', '0', '0'])
  await page.getByRole('button', { name: 'Back to now' }).press('Enter')
  await page.waitForURL((url) => !url.search.includes('day='))
  expect(complaints).toEqual([])
}, 60_000)

/** The main screens as they are kept in `docs/screenshots`, by name. */
const kept = {
  home: '',
  register: '/risks',
  board: '/risks?as=board',
  'heat-map': '/risks?as=risk',
  entity: '/risks/RISK-1',
  library: '/library',
  artifact: '/library/FILE(services-contract.pdf)',
  inbox: '/inbox',
  search: '/search?q=penalty+for+delay',
}

test.skipIf(!comparable)(
  'the main screens look as they did',
  async () => {
    const wrong: string[] = []
    // a machine of its own, on which nobody has looked at anything yet
    const { cookies } = await page.context().storageState()
    const context = await browser.newContext({ ...desk, storageState: { cookies, origins: [] } })
    const still = await context.newPage()
    await standStill(still)
    for (const [name, path] of Object.entries(kept)) {
      await open(`${project}${await withFile(path)}`, still)
      await still.waitForTimeout(300)
      wrong.push(...(await differences(still, still.locator('body'), name)))
    }
    await context.close()
    expect(wrong).toEqual([])
  },
  120_000,
)
