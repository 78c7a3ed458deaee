import { chromium, type Page } from 'playwright-core'
import { chromiumLaunch } from '../../bin/chromium.ts'

/** A signed-in person before a screen of the measured project. */
export interface Visitor {
  page: Page
  /** Opens a path of the project by a full load. */
  open(path: string): Promise<void>
  /** Bytes of script, compressed, that a browser without a cache takes until the path stands still. */
  scriptOf(path: string): Promise<number>
  close(): Promise<void>
}

/** Opens the pinned browser at 1280 by 800, signs in by password, and counts long tasks from the first page on. */
export const openVisitor = async (input: {
  url: string
  project: string
  email: string
  password: string
}): Promise<Visitor> => {
  const browser = await chromium.launch(await chromiumLaunch())
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  await context.addInitScript(countLongTasks)
  const page = await context.newPage()
  await page.goto(`${input.url}/sign-in`)
  const answer = await page.request.post(`${input.url}/api/auth/sign-in/email`, {
    data: { email: input.email, password: input.password },
    headers: { origin: input.url },
  })
  if (!answer.ok()) throw new Error(`signing in failed: ${await answer.text()}`)
  const addressOf = (path: string): string => `${input.url}/p/${input.project}${path}`
  return {
    page,
    async open(path) {
      await page.goto(addressOf(path))
      await page.locator('h1').first().waitFor()
    },
    async scriptOf(path) {
      const fresh = await browser.newContext({ storageState: await context.storageState() })
      const other = await fresh.newPage()
      const devTools = await fresh.newCDPSession(other)
      await devTools.send('Network.enable')
      const scripts = new Set<string>()
      let bytes = 0
      devTools.on('Network.responseReceived', ({ requestId, type }) => {
        if (type === 'Script') scripts.add(requestId)
      })
      devTools.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
        if (scripts.has(requestId)) bytes += encodedDataLength
      })
      await other.goto(addressOf(path))
      await other.locator('h1').first().waitFor()
      await other.waitForTimeout(1_000)
      await fresh.close()
      return bytes
    },
    close: () => browser.close(),
  }
}

/** Runs in the page: the browser tells of every task over 50 ms; shorter ones it does not tell. */
function countLongTasks(): void {
  const tasks: number[] = []
  Object.assign(globalThis, { longTasks: tasks })
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe(
    {
      entryTypes: ['longtask'],
    },
  )
}

/** The longest task over 50 ms, in milliseconds, while something was done; 0 where none was. */
export const longestTask = async (page: Page, act: () => Promise<void>): Promise<number> => {
  await page.evaluate(() => {
    ;(globalThis as unknown as { longTasks: number[] }).longTasks.length = 0
  })
  await act()
  // the browser tells of a task after it has ended
  await page.waitForTimeout(300)
  return page.evaluate(() => Math.max(0, ...(globalThis as unknown as { longTasks: number[] }).longTasks))
}
