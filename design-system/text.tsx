import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { toneText, type Tone } from './tone.ts'

const looks = {
  title: 'text-xl font-strong wrap-anywhere',
  heading: 'text-base font-strong',
  label: 'text-xs font-strong text-muted',
  body: '',
  reading: 'text-read whitespace-pre-wrap',
  small: 'text-sm',
  muted: 'text-muted',
  faint: 'text-xs text-faint',
  key: 'text-xs text-faint tabular-nums whitespace-nowrap',
  code: 'font-mono text-xs',
} as const

/** Text with one of the few looks there are. `truncate` cuts it to one line. */
export function Text(props: {
  look?: keyof typeof looks
  tone?: Tone
  as?: 'span' | 'p' | 'h1' | 'h2' | 'h3' | 'div' | 'code' | 'pre'
  truncate?: boolean
  strong?: boolean
  title?: string | undefined
  id?: string
  children: ReactNode
}): ReactElement {
  const { look = 'body', tone, as: Tag = 'span', truncate, strong, title, id, children } = props
  return (
    <Tag
      id={id}
      title={title}
      className={classNames(
        looks[look],
        tone && toneText[tone],
        truncate && 'block min-w-0 truncate',
        strong && 'font-strong',
      )}
    >
      {children}
    </Tag>
  )
}
