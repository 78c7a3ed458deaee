import { useRef, type ReactElement, type ReactNode } from 'react'
import { useOverflows } from './use-overflows.ts'

/** A small table with a line under each row. For long ones there is the data grid. Too narrow, it scrolls, also by keyboard. */
export function SimpleTable(props: {
  label: string
  headers: string[]
  rows: { id: string; cells: ReactNode[] }[]
}): ReactElement {
  const scroller = useRef<HTMLDivElement>(null)
  const scrolls = useOverflows(scroller)
  return (
    <div
      ref={scroller}
      className="overflow-x-auto"
      {...(scrolls ? { role: 'group', 'aria-label': props.label, tabIndex: 0 } : {})}
    >
      <table aria-label={props.label} className="w-full border-collapse text-sm">
        <thead>
          <tr>
            {props.headers.map((header) => (
              <th
                key={header}
                scope="col"
                className="h-8 whitespace-nowrap border-b border-line pr-4 text-left text-xs font-plain text-muted"
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.id}>
              {row.cells.map((cell, index) => (
                <td key={props.headers[index]} className="h-9 border-b border-line py-1 pr-4 first:min-w-36">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
