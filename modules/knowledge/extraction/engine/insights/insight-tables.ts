import type { Table } from '../reading/tables.ts'
import type { Insight, InsightType } from '../schema.ts'
import { scaleOf } from './grade.ts'
import { makeInsight } from './make-insight.ts'
import { sectionType } from './sections.ts'

const SUBJECT: readonly [InsightType, RegExp][] = [
  ['risk', /^risks?(?: description| title| name)?$|^threat$/i],
  ['issue', /^issues?(?: description| title)?$|^problem$|^blocker$/i],
  ['decision', /^decisions?(?: made)?$/i],
  ['action', /^actions?(?: items?)?$|^tasks?$|^to-?do$/i],
  ['question', /^(?:open )?questions?$/i],
]

const WHAT = /^(?:description|title|summary|item|what|name)$/i

/**
 * Rows of registers: a table whose header names risks, issues, decisions or actions, that stands under such a heading, or
 * of which one column says what each row is.
 */
export function tableInsights(text: string, table: Table, documentDate?: string): Insight[] {
  const at = (test: RegExp) => table.header.findIndex((h) => test.test(h))
  const named = SUBJECT.map(([type, test]) => ({ type, column: at(test) })).find((s) => s.column !== -1)
  const section = sectionType(table.headingPath)
  const column = named?.column ?? at(WHAT)
  const kind = named || section ? -1 : at(/^(?:type|kind|category)$/i)
  const ofAll = named?.type ?? section
  if ((!ofAll && kind === -1) || column === -1) return []
  const columns = {
    probability: at(/^(?:probability|likelihood|chance)$/i),
    impact: at(/^(?:impact|consequence|severity)$/i),
    owner: at(/^(?:owner|assignee|responsible|who)$/i),
    due: at(/^(?:due(?: date)?|deadline|by|when|date)$/i),
    action: at(/^(?:mitigation|response|action|resolution|next step)s?(?: plan)?$/i),
  }
  return table.rows.flatMap(({ cells }) => {
    const cell = cells[column]
    if (!cell || cell.end <= cell.start) return []
    const value = (i: number) => {
      const c = cells[i]
      return c && c.end > c.start ? text.slice(c.start, c.end) : undefined
    }
    const type = ofAll ?? SUBJECT.find(([, test]) => test.test(value(kind) ?? ''))?.[0]
    if (!type) return []
    const [probability, impact] = [value(columns.probability), value(columns.impact)]
    const insight = makeInsight(text, cell, type, 0.93, documentDate, {
      probability: probability === undefined ? undefined : scaleOf(probability),
      impact: impact === undefined ? undefined : scaleOf(impact),
      owner: value(columns.owner),
      due: value(columns.due),
      action: columns.action === column ? undefined : value(columns.action),
    })
    return insight ? [insight] : []
  })
}
