import type { ReactElement } from 'react'
import { classNames } from './class-names.ts'

/** Progress from 0 to 1; without a value it only says that work is under way. */
export function ProgressBar({ label, value }: { label: string; value?: number | undefined }): ReactElement {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value === undefined ? undefined : Math.round(value * 100)}
      className="h-1 w-full overflow-hidden rounded-full bg-unknown-soft"
    >
      <div
        className={classNames('h-full rounded-full bg-accent-solid', value === undefined && 'stripes')}
        style={{ width: value === undefined ? '100%' : `${Math.round(value * 100)}%` }}
      />
    </div>
  )
}
