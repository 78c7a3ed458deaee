import type { Page } from 'playwright-core'
import { z } from 'zod'

/** The moment at which pictures are taken, whenever they are. */
const now = '2026-06-12T09:30:00.000Z'

const moment = /"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z"/g

/**
 * Makes what is seen the same on every day: the page's clock stands, each moment that the server tells of lies two
 * days before, every search took as long, and of what happened only what people did is told, by record, since jobs run in any order.
 * Days without a time (due dates, dates in documents) stay as they are.
 */
export async function standStill(page: Page): Promise<void> {
  await page.clock.setFixedTime(now)
  await page.route('**/api/v1/**', async (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname.endsWith('/stream')) return route.continue()
    const answer = await route.fetch()
    if (!(answer.headers()['content-type'] ?? '').includes('json')) return route.fulfill({ response: answer })
    const body = (await answer.text())
      .replaceAll(moment, '"2026-06-10T08:00:00.000Z"')
      .replaceAll(/"ms":\d+(?:\.\d+)?/g, '"ms":12')
    await route.fulfill({ response: answer, body: steadied(pathname, body) })
  })
}

const steadied = (pathname: string, body: string): string => {
  if (/\/(?:activity|notifications)$/.test(pathname)) return byRecord(body)
  return pathname.endsWith('/me/profile') ? unseen(body) : body
}

/** A profile of somebody who has not looked at anything yet: a page that stays open for seconds counts as looked at. */
const unseen = (body: string): string =>
  JSON.stringify({ ...z.looseObject({}).parse(JSON.parse(body)), ui_preferences: {} })

const told = z.object({
  items: z.array(
    z.looseObject({
      actor: z.looseObject({ type: z.string() }).optional(),
      action: z.string().optional(),
      entity: z.looseObject({ key: z.string() }).nullable(),
    }),
  ),
})

/** What people did or are told, in the order of records: within a moment, anything may come first. */
const byRecord = (body: string): string => {
  const place = ({ entity, action = '' }: z.output<typeof told>['items'][number]): string =>
    `${entity?.key ?? ''} ${action}`
  const items = told
    .parse(JSON.parse(body))
    .items.filter(({ actor }) => actor?.type !== 'system')
    .toSorted((a, b) => place(b).localeCompare(place(a), 'en', { numeric: true }))
  return JSON.stringify({ items, next_cursor: null })
}
