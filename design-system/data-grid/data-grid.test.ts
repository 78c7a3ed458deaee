import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { copiedRows } from './copied-rows.ts'
import {
  nudged,
  pinnedOffsets,
  plainLayout,
  resized,
  shifted,
  shownColumns,
  toggleHidden,
  togglePinned,
  trackOf,
  type GridColumn,
} from './grid-layout.ts'
import { gridLines } from './grid-lines.ts'

type Row = { name: string; state: string }
const column = (id: string, width = '100px'): GridColumn<Row> => ({
  id,
  header: id.toUpperCase(),
  width,
  cell: (row) => row.name,
  text: (row) => `${id} ${row.name}`,
})
const columns = [column('a'), column('b', 'minmax(240px, 1fr)'), column('c')]
const idsOf = (layout = plainLayout) => shownColumns(columns, layout).map(({ id }) => id)

test('pinned columns come first and stay one beside the other', () => {
  const layout = togglePinned(togglePinned(plainLayout, 'c'), 'b')
  expect(idsOf(layout)).toEqual(['b', 'c', 'a'])
  expect([...pinnedOffsets(shownColumns(columns, layout), layout, 16)]).toEqual([
    ['b', 16],
    ['c', 256],
  ])
  expect(trackOf(columns[1] ?? column('b'), layout)).toBe('240px')
})

test('a column moves among those that are shown, and back again', () => {
  const hidden = toggleHidden(plainLayout, 'b')
  const moved = shifted(columns, hidden, 'c', -1)
  expect(idsOf(moved)).toEqual(['c', 'a'])
  expect(idsOf(shifted(columns, moved, 'c', 1))).toEqual(['a', 'c'])
  expect(shifted(columns, hidden, 'a', -1)).toBe(hidden)
})

test('a column never gets too narrow to be seen', () => {
  const first = columns[0] ?? column('a')
  expect(resized(plainLayout, 'a', 3).widths['a']).toBe(56)
  expect(nudged(plainLayout, first, 1).widths['a']).toBe(140)
})

test('grouping loses no row and keeps the order within a group', () => {
  const rows = fc.array(fc.record({ name: fc.string(), state: fc.constantFrom('open', 'closed', 'late') }))
  fc.assert(
    fc.property(rows, (given) => {
      const lines = gridLines(given, (row) => row.state, new Set())
      const shown = lines.flatMap((line) => (line.kind === 'row' ? [line] : []))
      expect(shown.map((line) => line.at).toSorted((a, b) => a - b)).toEqual(given.map((_, at) => at))
      const counted = lines.reduce((sum, line) => sum + (line.kind === 'group' ? line.count : 0), 0)
      expect(counted).toBe(given.length)
    }),
  )
})

test('a closed group shows its head and no row', () => {
  const rows = [
    { name: 'x', state: 'open' },
    { name: 'y', state: 'late' },
    { name: 'z', state: 'open' },
  ]
  expect(gridLines(rows, (row) => row.state, new Set(['open']))).toEqual([
    { kind: 'group', id: 'open', count: 2, open: false },
    { kind: 'group', id: 'late', count: 1, open: true },
    { kind: 'row', row: rows[1], at: 1 },
  ])
})

test('copied rows keep to their cells whatever stands in them', () => {
  const { text, html } = copiedRows(columns.slice(0, 1), [{ name: 'x\t<y>\nz', state: 'open' }])
  expect(text).toBe('A\na x <y> z')
  expect(html).toContain('<td>a x\t&lt;y&gt;\nz</td>')
})
