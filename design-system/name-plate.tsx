import type { ReactElement } from 'react'

/** The mark: a line that runs through, from where it rests to what rests on it. */
export function Mark({ size = 20 }: { size?: number }): ReactElement {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" width={size} height={size} className="shrink-0">
      <rect width="32" height="32" rx="7" className="fill-accent-solid" />
      <path
        d="M6 22h6l8-12h6"
        fill="none"
        className="stroke-on-accent"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="6.5" cy="22" r="2.5" className="fill-on-accent" />
      <circle cx="25.5" cy="10" r="2.5" className="fill-on-accent" />
    </svg>
  )
}

/** The mark with the name beside it. */
export function NamePlate({ name, size = 20 }: { name: string; size?: number }): ReactElement {
  return (
    <span className="inline-flex items-center gap-2">
      <Mark size={size} />
      <span className="text-base font-strong tracking-tight">{name}</span>
    </span>
  )
}
