import type { Page } from 'playwright-core'

/** Wheels down a register as fast as a hand does, while its next rows are read. */
export const scrollDown = async (page: Page): Promise<void> => {
  await page.mouse.move(700, 500)
  for (let turn = 0; turn < 60; turn += 1) {
    await page.mouse.wheel(0, 600)
    await page.waitForTimeout(30)
  }
}

/** Types into what has the focus, at the pace of a fast typist. */
export const type = (page: Page, text: string): Promise<void> => page.keyboard.type(text, { delay: 60 })

/** Takes the first card of a board's first lane over the second lane and back, and lets it go where it was. */
export const dragCard = async (page: Page): Promise<void> => {
  const from = await page.locator('[data-card]').first().boundingBox()
  if (!from) throw new Error('the board has no card')
  const [x, y] = [from.x + 40, from.y + 20]
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (const far of [60, 180, 300, 420, 300, 180, 0])
    await page.mouse.move(x + far, y + far / 8, { steps: 6 })
  await page.mouse.up()
  // what was dropped over a lane's own place is not opened
  await page.locator('[data-card]').first().waitFor()
}

/**
 * Milliseconds from a click on the link with that text in the side bar until the frame in which the screen stands:
 * its heading is there and nothing in it says that it loads.
 */
export const routeChange = (page: Page, link: string, heading: string): Promise<number> =>
  page.evaluate(
    ([text, title]) =>
      new Promise<number>((resolve, reject) => {
        const target = [...document.querySelectorAll('nav a')].find((each) =>
          each.textContent?.startsWith(text),
        )
        if (!(target instanceof HTMLElement)) return reject(new Error(`there is no link ${text}`))
        const began = performance.now()
        const look = (): void => {
          const there =
            document.querySelector('h1')?.textContent?.includes(title) &&
            !document.querySelector('main [aria-busy="true"]')
          if (there) resolve(performance.now() - began)
          else if (performance.now() - began > 10_000) reject(new Error(`${title} did not come`))
          else requestAnimationFrame(look)
        }
        target.click()
        requestAnimationFrame(look)
      }),
    [link, heading] as const,
  )

/** Milliseconds from Enter in a register's Find until the number of records under it is another. */
export const findIn = async (page: Page, words: string): Promise<number> => {
  const find = page.getByRole('searchbox').first()
  await find.fill('')
  await find.press('Enter')
  await page.waitForTimeout(600)
  await find.fill(words)
  const answered = await untilOtherCount(page, 'keydown')
  await find.press('Enter')
  return answered()
}

const grades = ['High', 'Low', 'Very high', 'Medium', 'Very low'] as const

/** Milliseconds from the click that sets a filter until the number of records under the register is another. */
export const filterBy = async (page: Page, round: number): Promise<number> => {
  const old = page.getByRole('button', { name: /^Remove the filter/ })
  if ((await old.count()) > 0) await old.first().click()
  await page.waitForTimeout(600)
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByLabel('Field', { exact: true }).selectOption({ label: 'Probability' })
  await page
    .getByLabel('Value', { exact: true })
    .selectOption({ label: grades[round % grades.length] ?? 'High' })
  const answered = await untilOtherCount(page, 'click')
  await page.getByRole('button', { name: 'Apply' }).click()
  return answered()
}

/** From the next event of that name on, counts the milliseconds until the register tells of another number of records. */
const untilOtherCount = async (page: Page, event: 'click' | 'keydown'): Promise<() => Promise<number>> => {
  await page.evaluate((name) => {
    const count = (): string | undefined =>
      /of ([\d,]+)/.exec(document.querySelector('[data-print=grid]')?.textContent?.slice(-40) ?? '')?.[1]
    const before = count()
    const look = (began: number, done: (ms: number) => void): void => {
      const now = count()
      if (now !== undefined && now !== before) done(performance.now() - began)
      else requestAnimationFrame(() => look(began, done))
    }
    const answered = new Promise<number>((resolve) => {
      const listen = (happened: Event): void => look(happened.timeStamp, resolve)
      addEventListener(name, listen, { capture: true, once: true })
    })
    Object.assign(globalThis, { answered })
  }, event)
  return () => page.evaluate(() => (globalThis as unknown as { answered: Promise<number> }).answered)
}
