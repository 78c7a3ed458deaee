import type { Locator, Page } from 'playwright-core'

/** What one does without a mouse, as somebody would who sees where the focus is. */
export interface Keyboard {
  /** opens the palette, types, and runs what stands first or what reads so */
  command(words: string, option?: RegExp): Promise<void>
  /** walks with Tab until the focus is on it */
  to(target: Locator): Promise<void>
  /** walks there and presses Enter */
  press(target: Locator): Promise<void>
  /** walks there and replaces what is in it */
  type(target: Locator, words: string): Promise<void>
  /** walks there and picks by the first letters, as a list of choices is used */
  pick(target: Locator, words: string): Promise<void>
  /** goes down a table to the row that reads so, and opens it */
  open(row: string): Promise<void>
}

const mostSteps = 200

/** Whether the focus is on an element; one that is just being replaced has none. */
const isFocused = (target: Locator): Promise<boolean> =>
  target
    .evaluate((element) => element === document.activeElement, undefined, { timeout: 5_000 })
    .catch(() => false)

/** @throws Error naming what could not be reached by Tab */
export const keyboardOf = (page: Page): Keyboard => {
  const to = async (target: Locator): Promise<void> => {
    const first = target.first()
    await first.waitFor()
    for (let step = 0; step < mostSteps; step += 1) {
      if (await isFocused(first)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`Tab does not lead to ${String(target)}`)
  }
  const press = async (target: Locator): Promise<void> => {
    await to(target)
    await page.keyboard.press('Enter')
  }
  return {
    to,
    press,
    async command(words, option) {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Commands' }).waitFor()
      await page.keyboard.type(words)
      const options = page.getByRole('dialog', { name: 'Commands' }).getByRole('option')
      const wanted = option ? options.filter({ hasText: option }) : options
      await wanted.first().waitFor()
      for (let step = 0; (await wanted.first().getAttribute('aria-selected')) !== 'true'; step += 1) {
        if (step === mostSteps) throw new Error(`the palette does not lead to ${String(option)}`)
        await page.keyboard.press('ArrowDown')
      }
      await page.keyboard.press('Enter')
    },
    async type(target, words) {
      await to(target)
      await page.keyboard.press('Control+a')
      await page.keyboard.type(words)
    },
    async open(row) {
      const grid = page.getByRole('grid').first()
      await grid.getByRole('row').filter({ hasText: row }).first().waitFor()
      for (let step = 0; ; step += 1) {
        const id = await grid.getAttribute('aria-activedescendant')
        if ((await page.locator(`[id="${id ?? ''}"]`).innerText()).includes(row)) break
        if (step === mostSteps) throw new Error(`the table does not lead to ${row}`)
        await page.keyboard.press('j')
      }
      await page.keyboard.press('Enter')
    },
    async pick(target, words) {
      await to(target)
      await page.keyboard.type(words)
    },
  }
}
