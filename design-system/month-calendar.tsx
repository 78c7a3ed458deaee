import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { daysOfMonth } from './days-of-month.ts'

/** A month as a table of days; where it is narrow, a list of those days on which something stands. */
export function MonthCalendar(props: {
  label: string
  month: string
  today: string
  firstDay: number
  weekday: (day: string) => string
  dayName: (day: string) => string
  itemsOn: (day: string) => ReactNode[]
  /** What is said where it is narrow and nothing stands in the month. */
  none: ReactNode
}): ReactElement {
  const days = daysOfMonth(props.month, props.firstDay)
  const weeks = Array.from({ length: days.length / 7 }, (_, at) => days.slice(at * 7, at * 7 + 7))
  return (
    <div role="region" aria-label={props.label} tabIndex={0} className="min-h-0 grow overflow-auto px-4 py-3">
      {days.some((day) => day.startsWith(props.month) && props.itemsOn(day).length > 0) ? null : (
        <div className="sm:hidden">{props.none}</div>
      )}
      <table aria-label={props.label} className="w-full table-fixed border-collapse text-sm max-sm:block">
        <thead className="max-sm:hidden">
          <tr>
            {days.slice(0, 7).map((day) => (
              <th key={day} scope="col" className="h-7 text-left text-xs font-plain text-muted">
                {props.weekday(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {weeks.map((week) => (
            <tr key={week[0]} className="max-sm:block">
              {week.map((day) => {
                const items = props.itemsOn(day)
                const outside = !day.startsWith(props.month)
                return (
                  <td
                    key={day}
                    className={classNames(
                      'h-24 border border-line p-1 align-top max-sm:block max-sm:h-auto',
                      outside && 'bg-sunken',
                      (items.length === 0 || outside) && 'max-sm:hidden',
                    )}
                  >
                    <div className="flex items-baseline gap-1 pb-1">
                      <time
                        dateTime={day}
                        className={classNames(
                          'inline-flex h-5 min-w-5 items-center justify-center rounded-full px-1 text-xs',
                          day === props.today ? 'bg-accent-solid font-strong text-on-accent' : 'text-muted',
                        )}
                      >
                        <span aria-hidden="true">{Number(day.slice(8))}</span>
                        <span className="sr-only">{props.dayName(day)}</span>
                      </time>
                    </div>
                    <ul className="flex flex-col gap-0.5">
                      {items.map((item, at) => (
                        <li key={at} className="min-w-0 truncate">
                          {item}
                        </li>
                      ))}
                    </ul>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
