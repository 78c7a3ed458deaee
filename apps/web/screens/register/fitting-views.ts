import type { KindInfo } from '../../api/kinds.ts'
import { hasLanes } from './lanes.ts'

/** Ways to show a register. */
export type RegisterViewName = 'table' | 'board' | 'calendar' | 'matrix' | 'risk'

/** The ways that fit a kind, from what it has: states, dates, lists of values, probability and impact. */
export function fittingViews(kind: KindInfo): RegisterViewName[] {
  const ofType = (type: string) => kind.fields.filter((field) => field.type === type)
  const scaled = (name: string) => kind.fields.some((field) => field.name === name && field.options)
  return [
    'table',
    ...(hasLanes(kind) ? (['board'] as const) : []),
    ...(ofType('date').length > 0 ? (['calendar'] as const) : []),
    ...(ofType('enum').length > 1 ? (['matrix'] as const) : []),
    ...(scaled('probability') && scaled('impact') ? (['risk'] as const) : []),
  ]
}
