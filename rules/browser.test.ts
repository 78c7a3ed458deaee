import { chromium } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumLaunch, chromiumPath, type Machine } from '../bin/chromium.ts'

const machine = (over: Partial<Machine>): Machine => ({
  platform: 'linux',
  arch: 'x64',
  env: {},
  exists: () => false,
  ...over,
})

describe('the browser of the tests', () => {
  it('opens a page, runs its script and takes a screenshot', async () => {
    const browser = await chromium.launch(await chromiumLaunch())
    try {
      const page = await browser.newPage({ viewport: { width: 320, height: 200 } })
      await page.goto(
        'data:text/html,<title>before</title><body style="margin:0;background:rgb(12,34,56)"><script>document.title="after"</script>',
      )

      const picture = await page.screenshot()

      expect(await page.title()).toBe('after')
      expect(picture.subarray(1, 4).toString()).toBe('PNG')
      expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([320, 200])
    } finally {
      await browser.close()
    }
  })

  it('draws text in the font that it brings', async () => {
    const browser = await chromium.launch(await chromiumLaunch())
    try {
      const page = await browser.newPage()
      await page.goto('data:text/html,<span style="font:40px sans-serif">iiiiWWWW</span>')

      const width = await page.evaluate('document.querySelector("span").getBoundingClientRect().width')

      expect(width).toBeGreaterThan(100)
    } finally {
      await browser.close()
    }
  })

  it('is the one named by CHROMIUM_PATH where that is set', async () => {
    const named = machine({
      env: { CHROMIUM_PATH: '/opt/browser' },
      exists: (path) => path === '/opt/browser',
    })
    expect(await chromiumPath(named)).toBe('/opt/browser')
  })

  it('refuses a CHROMIUM_PATH that leads nowhere', async () => {
    await expect(chromiumPath(machine({ env: { CHROMIUM_PATH: '/gone' } }))).rejects.toThrow(
      '/gone, which does not exist',
    )
  })

  it('is an installed Chrome on macOS', async () => {
    const mac = machine({
      platform: 'darwin',
      arch: 'arm64',
      exists: (path) => path.includes('Google Chrome'),
    })
    expect(await chromiumPath(mac)).toMatch(/Google Chrome$/)
  })

  it('says what to do where there is none', async () => {
    await expect(chromiumPath(machine({ arch: 'arm64' }))).rejects.toThrow(
      'Install Google Chrome or Chromium, or set CHROMIUM_PATH',
    )
  })
})
