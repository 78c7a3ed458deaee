import { useState, type ReactElement } from 'react'
import { StateMark } from '../badge.tsx'
import { Board } from '../board.tsx'
import { DataGrid, type GridColumn, type GridSort } from '../data-grid.tsx'
import { TextInput } from '../inputs.tsx'
import { MonthCalendar } from '../month-calendar.tsx'
import { Property, PropertyList, Quote, Row, RowList } from '../rows.tsx'
import { SelectionLine } from '../selection-line.tsx'
import { Button } from '../button.tsx'
import type { Sample } from './sample.ts'

type Thing = { id: string; name: string; state: string; amount: number }
const states = ['Open', 'Doing', 'Done']
const things = (count: number): Thing[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `T-${at + 1}`,
    name: `Thing number ${at + 1} with a name of ordinary length`,
    state: states[at % 3] ?? 'Open',
    amount: (at * 7_919) % 10_000,
  }))

const columns: GridColumn<Thing>[] = [
  { id: 'id', header: 'Key', width: '88px', cell: (row) => row.id, text: (row) => row.id },
  {
    id: 'name',
    header: 'Name',
    width: 'minmax(200px, 1fr)',
    sortable: true,
    cell: (row) => row.name,
    text: (row) => row.name,
    edit: (row, done) => <TextInput aria-label="Name" autoFocus defaultValue={row.name} onBlur={done} />,
  },
  {
    id: 'state',
    header: 'State',
    width: '120px',
    sortable: true,
    groupable: true,
    cell: (row) => <StateMark tone={row.state === 'Done' ? 'good' : 'attention'}>{row.state}</StateMark>,
    text: (row) => row.state,
  },
  {
    id: 'amount',
    header: 'Amount',
    width: '112px',
    align: 'end',
    sortable: true,
    cell: (row) => row.amount.toLocaleString('en'),
    text: (row) => String(row.amount),
  },
]

function Grid({ count, grouped }: { count: number; grouped?: boolean }): ReactElement {
  const [rows] = useState(() => things(count))
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['T-2']))
  const [sort, setSort] = useState<GridSort>()
  const [group, setGroup] = useState(grouped ? 'state' : undefined)
  return (
    <>
      <DataGrid
        label={`${count} things`}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        onOpen={() => undefined}
        sort={sort}
        onSort={setSort}
        group={group ? { column: group, of: (row) => row.state } : undefined}
        onGroup={setGroup}
        selected={selected}
        onSelected={setSelected}
      />
      {selected.size > 0 ? (
        <SelectionLine text={`${selected.size} chosen`}>
          <Button size="small">Set a field</Button>
        </SelectionLine>
      ) : null}
    </>
  )
}

function Lanes(): ReactElement {
  const [rows, setRows] = useState(() => things(9))
  return (
    <Board
      label="Things by state"
      onOpen={() => undefined}
      onMove={(id, state) => setRows((old) => old.map((row) => (row.id === id ? { ...row, state } : row)))}
      lanes={states.map((state) => ({
        id: state,
        name: state,
        cards: rows
          .filter((row) => row.state === state)
          .map((row) => ({
            id: row.id,
            name: row.name,
            lanes: states.filter((other) => other !== state),
            content: row.name,
          })),
      }))}
    />
  )
}

const Month = (): ReactElement => (
  <MonthCalendar
    label="March 2026"
    month="2026-03"
    today="2026-03-18"
    firstDay={1}
    weekday={(day) =>
      new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: 'UTC' }).format(new Date(day))
    }
    dayName={(day) => day}
    none="Nothing in this month"
    itemsOn={(day) => (day.endsWith('7') ? ['T-1 Due on this day', 'T-2 Due too'] : [])}
  />
)

const Rows = (): ReactElement => (
  <div className="grid w-full gap-4 sm:grid-cols-2">
    <RowList label="Rows">
      <Row>The first row</Row>
      <Row>
        <Quote>A passage that something rests on.</Quote>
      </Row>
    </RowList>
    <PropertyList>
      <Property name="Owner">Ann Berg</Property>
      <Property name="Score">12</Property>
    </PropertyList>
  </div>
)

/** Tables, boards, calendars and lists. */
export const listSamples: Sample[] = [
  { id: 'grid', name: 'Data table of 50,000 rows', tall: true, Show: () => <Grid count={50_000} /> },
  { id: 'grid-grouped', name: 'Data table, grouped', tall: true, Show: () => <Grid count={12} grouped /> },
  { id: 'board', name: 'Board', tall: true, Show: Lanes },
  { id: 'calendar', name: 'Calendar', tall: true, Show: Month },
  { id: 'rows', name: 'Rows and properties', Show: Rows },
]
