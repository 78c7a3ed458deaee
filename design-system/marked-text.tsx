import { memo, type ReactElement } from 'react'
import { classNames } from './class-names.ts'
import { cutAtMarks, type TextMark } from './text-marks.ts'

/**
 * Text with marked ranges. `from` is where the text begins in the whole; `active` is the mark to bring out. Every run
 * carries `data-start`, so that a view can find the place of an offset.
 */
export const MarkedText = memo(function MarkedText(props: {
  text: string
  from: number
  marks: readonly TextMark[]
  active: string | undefined
  onPick?: ((id: string) => void) | undefined
}): ReactElement {
  return (
    <>
      {cutAtMarks(props.text, props.from, props.marks).map((run) => {
        const first = run.marks[0]
        if (first === undefined)
          return (
            <span key={run.start} data-start={run.start}>
              {run.text}
            </span>
          )
        const isActive = props.active !== undefined && run.marks.includes(props.active)
        return (
          <mark
            key={run.start}
            data-start={run.start}
            data-active={isActive || undefined}
            onClick={() => props.onPick?.(first)}
            className={classNames(
              'scroll-my-32 rounded-[2px] text-inherit',
              props.onPick && 'cursor-pointer',
              isActive
                ? 'bg-mark-active shadow-[0_2px_0_var(--attention)]'
                : run.quiet
                  ? 'bg-transparent underline decoration-line-strong decoration-dotted underline-offset-4 hover:bg-mark'
                  : 'bg-mark hover:bg-mark-active',
            )}
          >
            {run.text}
          </mark>
        )
      })}
    </>
  )
})
