import { createContext, useContext } from 'react'

/** What components say by themselves; the app brings these words in its reader's language. */
export type Words = {
  columnMenu: (column: string) => string
  sortUp: string
  sortDown: string
  unsort: string
  pin: string
  unpin: string
  wider: string
  narrower: string
  moveLeft: string
  moveRight: string
  hideColumn: string
  group: string
  ungroup: string
  selectAll: string
  selectRow: string
  groupCount: (count: number) => string
  asTable: string
  asChart: string
  moved: (name: string, place: string) => string
  grabbed: (name: string) => string
  released: string
  boardHint: string
}

/** English, for where no app brings words of its own. */
export const plainWords: Words = {
  columnMenu: (column) => `${column}: column`,
  sortUp: 'Sort ascending',
  sortDown: 'Sort descending',
  unsort: 'Do not sort',
  pin: 'Pin to the left',
  unpin: 'Unpin',
  wider: 'Wider',
  narrower: 'Narrower',
  moveLeft: 'Move left',
  moveRight: 'Move right',
  hideColumn: 'Hide',
  group: 'Group by this',
  ungroup: 'Do not group',
  selectAll: 'Select all shown',
  selectRow: 'Select',
  groupCount: String,
  asTable: 'Show as a table',
  asChart: 'Show as a chart',
  moved: (name, place) => `${name} moved to ${place}`,
  grabbed: (name) => `${name} taken. Arrow keys move it, Space drops it, Escape puts it back.`,
  released: 'Put back',
  boardHint: 'Enter opens, Space takes the card, arrow keys move it, Space drops it.',
}

const WordsContext = createContext<Words>(plainWords)

/** Brings the words. */
export const WordsProvider = WordsContext

/** The words in force. */
export const useWords = (): Words => useContext(WordsContext)
