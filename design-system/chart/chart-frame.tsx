import { useState, type ReactElement, type ReactNode } from 'react'
import { IconButton } from '../button.tsx'
import { useWords } from '../words.tsx'

/** The same figures as a table: its head and its lines. */
export type ChartTable = { head: string[]; lines: string[][] }

/** A chart with its name, and the table that says the same. */
export function ChartFrame(props: {
  title: string
  note?: ReactNode
  table: ChartTable
  children: ReactNode
}): ReactElement {
  const words = useWords()
  const [asTable, setAsTable] = useState(false)
  return (
    <figure className="flex min-w-0 flex-col gap-1">
      <figcaption className="flex items-center gap-2">
        <span className="min-w-0 grow text-sm font-strong">{props.title}</span>
        <span data-print="hide">
          <IconButton
            icon={asTable ? 'spark' : 'columns'}
            label={asTable ? words.asChart : words.asTable}
            pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          />
        </span>
      </figcaption>
      {asTable ? <FigureTable {...props.table} label={props.title} /> : props.children}
      {props.note ? <p className="text-xs text-muted">{props.note}</p> : null}
    </figure>
  )
}

function FigureTable(props: ChartTable & { label: string }): ReactElement {
  return (
    <div className="max-h-64 overflow-auto" tabIndex={0} role="region" aria-label={props.label}>
      <table className="w-full text-sm">
        <thead>
          <tr>
            {props.head.map((name) => (
              <th
                key={name}
                scope="col"
                className="border-b border-line py-1 pr-3 text-left text-xs font-plain text-muted"
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.lines.map((line) => (
            <tr key={line.join(' ')}>
              {line.map((text, at) => (
                <td key={at} className="border-b border-line py-1 pr-3">
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
