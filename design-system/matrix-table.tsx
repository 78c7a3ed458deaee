import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { toneSoft, type Tone } from './tone.ts'

/** A name along one side of a matrix. */
export type MatrixSide = { id: string; name: string }

/** Two properties crossed: what stands in each cell, on the ground of its tone. Arrows may run from cell to cell. */
export function MatrixTable(props: {
  label: string
  rowsName: string
  columnsName: string
  rows: MatrixSide[]
  columns: MatrixSide[]
  tone?: (row: string, column: string) => Tone | undefined
  cell: (row: string, column: string) => ReactNode
  arrows?: { from: [row: string, column: string]; to: [row: string, column: string]; weight: number }[]
}): ReactElement {
  const { rows, columns } = props
  const rowAt = (row: string): number => rows.findIndex(({ id }) => id === row)
  // ways up and ways down run beside each other, so that they are told apart where they meet
  const middle = ([row, column]: [string, string], isUp: boolean): { x: number; y: number } => ({
    x: (columns.findIndex(({ id }) => id === column) + (isUp ? 0.78 : 0.88)) / columns.length,
    y: (rowAt(row) + 0.5) / rows.length,
  })
  return (
    <div role="region" aria-label={props.label} tabIndex={0} className="min-h-0 overflow-auto px-4 py-3">
      <div className="relative w-fit min-w-full">
        <table
          aria-label={props.label}
          className="w-full min-w-112 table-fixed border-separate border-spacing-1 text-sm"
        >
          <thead>
            <tr>
              <th className="w-32 text-left text-xs font-plain text-faint">
                {props.rowsName} / {props.columnsName}
              </th>
              {columns.map((column) => (
                <th key={column.id} scope="col" className="h-7 min-w-20 text-xs font-strong text-muted">
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" className="pr-2 text-left text-xs font-strong text-muted">
                  {row.name}
                </th>
                {columns.map((column) => {
                  const tone = props.tone?.(row.id, column.id)
                  return (
                    <td
                      key={column.id}
                      className={classNames(
                        'h-16 rounded-sm text-center align-middle',
                        tone ? toneSoft[tone] : 'bg-sunken',
                      )}
                    >
                      {props.cell(row.id, column.id)}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
        {props.arrows && props.arrows.length > 0 ? (
          <svg
            aria-hidden="true"
            className="pointer-events-none absolute top-9 right-1 bottom-1 left-[136px] h-[calc(100%-40px)] w-[calc(100%-140px)] overflow-visible text-accent"
            viewBox="0 0 1000 1000"
            preserveAspectRatio="none"
          >
            {props.arrows.map(({ from, to, weight }) => {
              const isUp = rowAt(to[0]) < rowAt(from[0])
              const [a, b] = [middle(from, isUp), middle(to, isUp)]
              return (
                <g key={`${from.join()} ${to.join()}`}>
                  <line
                    x1={a.x * 1000}
                    y1={a.y * 1000}
                    x2={b.x * 1000}
                    y2={b.y * 1000}
                    stroke="currentColor"
                    strokeWidth={Math.min(6, 1 + weight)}
                    strokeOpacity="0.7"
                    vectorEffect="non-scaling-stroke"
                  />
                  <line
                    x1={b.x * 1000}
                    y1={b.y * 1000}
                    x2={b.x * 1000}
                    y2={b.y * 1000}
                    stroke="currentColor"
                    strokeWidth={Math.min(14, 7 + weight)}
                    strokeLinecap="round"
                    vectorEffect="non-scaling-stroke"
                  />
                </g>
              )
            })}
          </svg>
        ) : null}
      </div>
    </div>
  )
}
