import type { ReactElement } from 'react'
import { classNames } from '../class-names.ts'

/** One bar: what it stands for, how high it is, and the value as people read it. */
export type TimeBar = { label: string; value: number; text: string }

/**
 * Upright bars over time with the highest one labeled. The same figures are there as a table for who does not see it.
 */
export function TimeBars(props: { label: string; bars: TimeBar[]; tall?: boolean }): ReactElement {
  const top = Math.max(...props.bars.map((bar) => bar.value), 0)
  const highest = props.bars.findIndex((bar) => bar.value === top)
  const first = props.bars[0]
  const last = props.bars.at(-1)
  return (
    <figure className="flex flex-col gap-1">
      <div aria-hidden="true" className={classNames('flex items-end gap-px', props.tall ? 'h-32' : 'h-8')}>
        {props.bars.map((bar, index) => (
          <div
            key={bar.label}
            title={`${bar.label}: ${bar.text}`}
            className="group flex h-full min-w-0 grow flex-col justify-end"
          >
            {props.tall && index === highest && top > 0 ? (
              <span
                className={classNames(
                  'w-0 text-xs whitespace-nowrap text-muted',
                  index > props.bars.length / 2 && 'self-end [direction:rtl]',
                )}
              >
                {bar.text}
              </span>
            ) : null}
            <span
              className={classNames(
                'w-full rounded-t-[1px]',
                bar.value > 0 ? 'bg-accent group-hover:bg-accent-solid-hover' : 'bg-line',
              )}
              style={{ height: bar.value > 0 ? `max(2px, ${(bar.value / top) * 80}%)` : '1px' }}
            />
          </div>
        ))}
      </div>
      {props.tall && first && last ? (
        <div aria-hidden="true" className="flex justify-between text-xs text-faint">
          <span>{first.label}</span>
          <span>{last.label}</span>
        </div>
      ) : null}
      <table className="sr-only">
        <caption>{props.label}</caption>
        <tbody>
          {props.bars.map((bar) => (
            <tr key={bar.label}>
              <th scope="row">{bar.label}</th>
              <td>{bar.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
