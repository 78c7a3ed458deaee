import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

/** Nothing is here yet, and what to do about it. */
export function EmptyNotice(props: {
  icon?: IconName
  title: string
  text?: string
  /** Whether it is all that the page shows, so that its title is the page's. */
  alone?: boolean
  children?: ReactNode
}): ReactElement {
  const Title = props.alone ? 'h1' : 'p'
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      <span className="text-faint">
        <Icon name={props.icon ?? 'list'} />
      </span>
      <Title className="font-strong">{props.title}</Title>
      {props.text ? <p className="max-w-md text-sm text-muted">{props.text}</p> : null}
      {props.children ? <div className="flex gap-2 pt-2">{props.children}</div> : null}
    </div>
  )
}

/** Something failed: what, what to do, and the id under which it can be found. */
export function ErrorNotice(props: {
  title: string
  text?: string
  reference?: string | undefined
  /** Whether it is all that the page shows, so that its title is the page's. */
  alone?: boolean
  children?: ReactNode
}): ReactElement {
  const Title = props.alone ? 'h1' : 'p'
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      <span className="text-bad">
        <Icon name="warning" />
      </span>
      <Title className="font-strong">{props.title}</Title>
      {props.text ? <p className="max-w-md text-sm text-muted">{props.text}</p> : null}
      {props.reference ? <p className="font-mono text-xs text-faint">{props.reference}</p> : null}
      {props.children ? <div className="flex gap-2 pt-2">{props.children}</div> : null}
    </div>
  )
}

/** Placeholder lines while something loads; `label` is what a reader hears. */
export function Loading({ label, lines = 6 }: { label: string; lines?: number }): ReactElement {
  return (
    <div role="status" aria-busy="true" aria-label={label} className="flex flex-col gap-3 p-4">
      {Array.from({ length: lines }, (_, index) => (
        <span
          key={index}
          className={classNames(
            'stripes h-4 rounded-sm bg-unknown-soft',
            index % 3 === 0 ? 'w-2/3' : index % 3 === 1 ? 'w-full' : 'w-5/6',
          )}
        />
      ))}
    </div>
  )
}

/** A line of news at the top of a view. */
export function Banner(props: { tone: 'attention' | 'bad' | 'accent'; children: ReactNode }): ReactElement {
  const tones = {
    attention: 'bg-attention-soft text-attention',
    bad: 'bg-bad-soft text-bad',
    accent: 'bg-accent-soft text-accent',
  }
  return (
    <div role="status" className={classNames('flex items-center gap-2 px-4 py-2 text-sm', tones[props.tone])}>
      <Icon name={props.tone === 'accent' ? 'info' : 'warning'} />
      <div className="flex min-w-0 grow items-center gap-3">{props.children}</div>
    </div>
  )
}
