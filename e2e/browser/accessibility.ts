import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * What breaks a rule of WCAG 2.2 AA on the page as it is: nothing where the list is empty. Contrast is the slowest rule
 * and the one that the theme alone decides.
 */
export async function violations(
  page: Page,
  which: 'all' | 'contrast' | 'all but contrast' = 'all',
): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  if (which === 'contrast') axe.withRules(['color-contrast'])
  else axe.withTags(rules)
  if (which === 'all but contrast') axe.disableRules(['color-contrast'])
  const { violations: wrong } = await axe.analyze()
  return wrong.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

/** The same in light and in dark. The page is in light afterwards. */
export async function violationsInBoth(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    found.push(...(await violations(page)).map((each) => `${colorScheme} ${each}`))
  }
  return found
}
