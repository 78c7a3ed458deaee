import { z } from 'zod'
import { invalid } from '../module/refusal.ts'

const shape = z.tuple([z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]), z.uuid()])

/** Where a page ended: its order, the last sort value and the last id. */
export const cursorFor = (sort: string, value: unknown, id: string): string =>
  Buffer.from(JSON.stringify([sort, value ?? null, id])).toString('base64url')

/**
 * The condition for what comes after a cursor, nulls last, ids ascending.
 * @throws Refusal when the cursor was made for another order or is not one of ours
 */
export const readCursor = (
  cursor: string,
  order: { expression: string; sort: string; descending: boolean },
  params: unknown[],
): string => {
  const parsed = shape.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')))
  if (!parsed.success || parsed.data[0] !== order.sort) {
    throw invalid([
      { path: 'cursor', message: 'does not belong to this list and order; start again without it' },
    ])
  }
  const [, value, id] = parsed.data
  params.push(id)
  const afterId = `e.id > $${params.length}`
  if (value === null) return `(${order.expression} is null and ${afterId})`
  params.push(value)
  const at = `$${params.length}`
  const beyond = `${order.expression} ${order.descending ? '<' : '>'} ${at}`
  return `(${beyond} or (${order.expression} = ${at} and ${afterId}) or ${order.expression} is null)`
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
