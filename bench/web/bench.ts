import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startChild } from '../children.ts'
import type { Bench, Figure } from '../figure.ts'
import { openBenchDatabase } from '../postgres.ts'
import { median } from '../statistics.ts'
import { benchSettings, prepareTenant, signIn } from '../tenant.ts'
import { dragCard, findIn, filterBy, routeChange, scrollDown, type } from './gestures.ts'
import { fillProject } from './rows.ts'
import { longestTask, openVisitor, type Visitor } from './visitor.ts'

const records = 50_000

/** What a person does with the app as it is shipped, in the pinned browser, before a register of 50,000 records. */
export const bench: Bench = async ({ short, log }) => {
  const stops: (() => Promise<unknown>)[] = []
  try {
    buildApp()
    const database = await openBenchDatabase()
    stops.push(database.close)
    const dataDir = await mkdtemp(join(tmpdir(), 'throughline-bench-web-'))
    stops.push(() => rm(dataDir, { recursive: true, force: true }))
    const settings = benchSettings(dataDir, { DATABASE_URL: database.url })
    const tenant = await prepareTenant(settings)
    await fillProject(database.url, tenant, short ? 5_000 : records)
    const server = await startChild<{ url: string }>('./serve.ts', settings)
    stops.push(server.stop)
    const visitor = await openVisitor({
      url: server.said.url,
      project: tenant.path.replace('orgs/', '').replace('projects/', ''),
      ...signIn,
    })
    stops.push(visitor.close)
    return await measure(visitor, short ? 3 : 7, log)
  } finally {
    for (const stop of stops.toReversed()) await stop()
  }
}

const measure = async (visitor: Visitor, rounds: number, log: (line: string) => void): Promise<Figure[]> => {
  const figures: Figure[] = []
  const add = async (
    name: string,
    unit: Figure['unit'],
    value: number,
    one: (round: number) => Promise<number>,
  ): Promise<void> => {
    const runs: number[] = []
    for (let round = 0; round < rounds; round += 1) runs.push(await one(round))
    log(`web: ${name}: ${median(runs).toFixed(0)} ${unit}`)
    figures.push({ name: `web: ${name}`, unit, runs, bound: { kind: 'at most', value } })
  }
  const { page } = visitor
  const tasks = (name: string, path: string, act: (round: number) => Promise<void>, ready?: string) =>
    add(`longest task, ${name}`, 'ms', 50, async (round) => {
      await visitor.open(path)
      await page
        .locator(ready ?? 'main')
        .first()
        .waitFor()
      // what opening the screen cost is not what the gesture costs
      await page.waitForTimeout(800)
      return longestTask(page, () => act(round))
    })
  const row = '[role=row] >> text=RISK-'

  await add('script of the first route', 'KB', 200, async () => (await visitor.scriptOf('')) / 1_024)
  await tasks('scrolling a register', '/risks', () => scrollDown(page), row)
  await tasks('typing in a search', '/search', () => type(page, 'vendor of part 4711 delivers'))
  await tasks(
    'typing in the palette',
    '/risks',
    async () => {
      await page.keyboard.press('Control+k')
      await type(page, 'vendor of part 4711')
    },
    row,
  )
  await tasks(
    'typing in a field',
    '/risks/RISK-7',
    async () => {
      await page.getByRole('button', { name: 'Edit Title' }).click()
      await type(page, ' and is told so again and again')
      await page.keyboard.press('Escape')
    },
    'text=RISK-7',
  )
  await tasks('dragging a card', '/risks?as=board', () => dragCard(page), '[data-card]')

  await visitor.open('/risks')
  await page.locator(row).first().waitFor()
  await add('words found in a register', 'ms', 300, (round) => findIn(page, `part ${4_000 + round * 37}`))
  await visitor.open('/risks')
  await page.locator(row).first().waitFor()
  await add('a filter set', 'ms', 300, (round) => filterBy(page, round))
  const screens = [
    ['Risks', 'Risks'],
    ['Home', 'Home'],
    ['Library', 'Library'],
    ['Suggestions', 'Suggestions'],
  ] as const
  // once round, so that code and answers are there
  for (const [link, heading] of screens) {
    await routeChange(page, link, heading)
    await page.waitForTimeout(500)
  }
  for (const [link, heading] of screens)
    await add(`to ${heading}, answers there`, 'ms', 100, async () => {
      const away = link === 'Home' ? screens[0] : screens[1]
      await routeChange(page, away[0], away[1])
      await page.waitForTimeout(300)
      return routeChange(page, link, heading)
    })
  return figures
}

/** The app as it is shipped, from the sources as they stand. */
const buildApp = (): void => {
  const { status } = spawnSync(
    process.execPath,
    [fileURLToPath(new URL('../../bin/build-web', import.meta.url))],
    {
      stdio: 'inherit',
    },
  )
  if (status !== 0) throw new Error('the web app could not be built')
}
