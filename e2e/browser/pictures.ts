import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pixelmatch from 'pixelmatch'
import type { Locator, Page } from 'playwright-core'
import { PNG } from 'pngjs'

const folder = fileURLToPath(new URL('../../docs/screenshots', import.meta.url))
const found = fileURLToPath(new URL('../../.cache/pictures', import.meta.url))

/** The share of pixels that may differ from the kept picture: less than a letter of a line of text. */
const tolerated = 0.002

/** Another browser draws letters otherwise: only the pinned one is compared. */
export const comparable = process.platform === 'linux' && process.arch === 'x64' && !process.env.CHROMIUM_PATH

/** Set to keep what is seen as the picture to compare with from now on. */
const keep = process.env.KEEP_PICTURES === '1'

/**
 * Compares what is seen in light and in dark with the kept pictures. Answers what differs: empty where nothing does.
 * What was seen instead is left in `.cache/pictures`.
 */
export async function differences(page: Page, what: Locator, name: string): Promise<string[]> {
  const wrong: string[] = []
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    // A canvas is drawn anew in the frame after the theme has changed.
    await page.waitForTimeout(50)
    const seen = await what.screenshot({ animations: 'disabled', caret: 'hide' })
    const file = `${name}-${scheme}.png`
    const path = join(folder, file)
    if (keep || !existsSync(path)) {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, seen)
      continue
    }
    const share = differing(await readFile(path), seen)
    if (share <= tolerated) continue
    await mkdir(dirname(join(found, file)), { recursive: true })
    await writeFile(join(found, file), seen)
    wrong.push(`${file}: ${(share * 100).toFixed(2)}% differs`)
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  return wrong
}

/** The share of pixels that differ; all of them where the sizes do. */
function differing(before: Buffer, after: Buffer): number {
  const [a, b] = [PNG.sync.read(before), PNG.sync.read(after)]
  if (a.width !== b.width || a.height !== b.height) return 1
  return pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold: 0.15 }) / (a.width * a.height)
}
