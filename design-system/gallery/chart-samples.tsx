import { useMemo, useState, type ReactElement } from 'react'
import { BarChart } from '../chart/bar-chart.tsx'
import { StackedBars } from '../chart/stacked-bars.tsx'
import { LineChart } from '../chart/line-chart.tsx'
import { Share } from '../chart/share.tsx'
import { SparkLine } from '../chart/spark-line.tsx'
import { TimeBars } from '../chart/time-bars.tsx'
import { Figure } from '../figure.tsx'
import { GraphCanvas } from '../graph/graph-canvas.tsx'
import { shortestPath } from '../graph/graph-layout.ts'
import { MatrixTable } from '../matrix-table.tsx'
import type { Tone } from '../tone.ts'
import type { Sample } from './sample.ts'

const points = Array.from({ length: 60 }, (_, at) => ({ x: at * 20_000, y: Math.exp(-at / 14) }))

const Charts = (): ReactElement => (
  <div className="grid w-full gap-6 lg:grid-cols-2">
    <LineChart
      title="Chance of more than an amount"
      points={points}
      xName="Amount"
      yName="Chance"
      xText={(x) => `${Math.round(x / 1_000)}k`}
      yText={(y) => `${Math.round(y * 100)}%`}
      marks={[{ at: points[10] ?? { x: 0, y: 1 }, text: 'Median 200k' }]}
      note="Where it comes from."
    />
    <StackedBars
      title="Things of each sort, week by week"
      timeName="Week"
      parts={[
        { id: 'small', name: 'Small', tone: 'good' },
        { id: 'middle', name: 'Middle', tone: 'attention' },
        { id: 'large', name: 'Large', tone: 'bad' },
      ]}
      bars={[1, 2, 3, 4, 5, 6, 7, 8].map((week) => ({
        id: String(week),
        name: `Week ${week}`,
        values: { small: (week * 3) % 7, middle: (week * 5) % 8, large: (week * 2) % 5 },
      }))}
      text={String}
    />
    <BarChart
      title="Things by state"
      nameName="State"
      valueName="Things"
      bars={[
        { id: 'a', name: 'Open', value: 12, text: '12', tone: 'attention' },
        { id: 'b', name: 'Done', value: 31, text: '31', tone: 'good' },
        { id: 'c', name: 'Late', value: 4, text: '4', tone: 'bad' },
      ]}
    />
    <SparkLine label="Rising from 2 to 9" values={[2, 3, 3, 5, 4, 7, 9]} />
  </div>
)

const weeks = [3, 0, 7, 12, 5, 9, 2, 4].map((value, at) => ({
  label: `Week ${at + 1}`,
  value,
  text: `${value} things`,
}))

const Figures = (): ReactElement => (
  <div className="grid w-full gap-6 lg:grid-cols-3">
    <TimeBars label="Things by week" bars={weeks} tall />
    <div className="flex flex-col gap-3">
      <TimeBars label="Things by week, small" bars={weeks} />
      <Share label="Done" value={0.82} text="82%" tone="good" />
      <Share label="Half done" value={0.5} text="41 of 82" tone="attention" />
      <Share label="Left" value={0.1} text="10%" />
    </div>
    <div className="flex gap-8">
      <Figure value="1,204" label="Things" note="12 new" />
      <Figure value="82%" label="Done" />
    </div>
  </div>
)

const sides = ['Low', 'Medium', 'High'].map((name) => ({ id: name, name }))
const toneOf = (row: string, column: string): Tone => {
  const score =
    (sides.findIndex(({ id }) => id === row) + 1) * (sides.findIndex(({ id }) => id === column) + 1)
  return score > 5 ? 'bad' : score > 2 ? 'attention' : 'good'
}

const Matrix = (): ReactElement => (
  <div className="w-full max-w-2xl">
    <MatrixTable
      label="A by B"
      rowsName="A"
      columnsName="B"
      rows={sides.toReversed()}
      columns={sides}
      tone={toneOf}
      cell={(row, column) => (row === column ? '3' : null)}
      arrows={[{ from: ['High', 'High'], to: ['Low', 'High'], weight: 2 }]}
    />
  </div>
)

function Graph({ count }: { count: number }): ReactElement {
  const [chosen, setChosen] = useState<string>()
  const nodes = useMemo(
    () =>
      Array.from({ length: count }, (_, at) => ({
        id: `n${at}`,
        note: `N-${at}`,
        label: `Node number ${at}`,
        level: at === 0 ? 0 : Math.floor(Math.log2(at + 1)) * (at % 2 === 0 ? 1 : -1),
      })),
    [count],
  )
  const links = useMemo(
    () =>
      nodes.slice(1).map((node, at) => ({
        id: `l${at}`,
        source: node.id,
        target: `n${Math.max(0, Math.floor(at / 2) - (at % 2))}`,
        label: 'rests on',
      })),
    [nodes],
  )
  const way = chosen ? shortestPath(links, 'n0', chosen) : []
  return (
    <GraphCanvas
      label={`Graph of ${count} nodes`}
      nodes={nodes}
      links={links}
      rootId="n0"
      chosenId={chosen}
      marked={new Set(way.flatMap(({ id, source, target }) => [id, source, target]))}
      onChoose={setChosen}
      onOpen={() => undefined}
      onExpand={() => undefined}
    />
  )
}

/** Charts, matrices and graphs. */
export const chartSamples: Sample[] = [
  { id: 'charts', name: 'Charts', Show: Charts },
  { id: 'figures', name: 'Figures', Show: Figures },
  { id: 'matrix', name: 'Matrix', Show: Matrix },
  { id: 'graph', name: 'Graph', tall: true, drawn: true, Show: () => <Graph count={12} /> },
  {
    id: 'graph-large',
    name: 'Graph of 5,000 nodes',
    tall: true,
    drawn: true,
    alone: true,
    Show: () => <Graph count={5_000} />,
  },
]
