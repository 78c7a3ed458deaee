import type { Table } from '../reading/tables.ts'
import { mentionAt, type Mention } from './mention.ts'
import { couldBeName, nameShape } from './name-shape.ts'

const NAME =
  /^(?:name|full name|person|attendee|participant|owner|assignee|contact|member|stakeholder|author|lead|responsible|who)$/i
const ROLE = /^(?:role|title|position|function|job title|responsibility)$/i
const FIRM = /^(?:organi[sz]ation|company|affiliation|employer|team|department)$/i
const MAIL = /^e-?mail(?: address)?$/i

/** People in the rows of a table whose header names a person column. */
export function tableMentions(text: string, table: Table): Mention[] {
  const column = (test: RegExp) => table.header.findIndex((title) => test.test(title))
  const [name, role, firm, mail] = [column(NAME), column(ROLE), column(FIRM), column(MAIL)]
  if (name === -1) return []
  const sure =
    role !== -1 ||
    mail !== -1 ||
    /attendee|participant|member|full name|person/i.test(table.header[name] ?? '')
  return table.rows.flatMap((row) => {
    const cell = row.cells[name]
    if (!cell || cell.end <= cell.start) return []
    const words = text.slice(cell.start, cell.end)
    if (!couldBeName(words) || nameShape(words.split(/\s+/)) < (sure ? -0.4 : 0.1)) return []
    const value = (at: number) => {
      const c = row.cells[at]
      return c && c.end > c.start ? text.slice(c.start, c.end) : undefined
    }
    return [
      {
        ...mentionAt(text, cell, sure ? 0.92 : 0.75),
        role: value(role),
        organization: value(firm),
        email: value(mail),
      },
    ]
  })
}
