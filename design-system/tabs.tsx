import { Tabs as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { Count } from './badge.tsx'

/** One tab: its content is made only when it is shown. */
export type Tab = { id: string; label: string; count?: number | undefined; content: ReactNode }

/** Tabs; arrows move between them. The first is shown where `value` is none of them, as an old address may name one. */
export function Tabs(props: {
  label: string
  tabs: Tab[]
  value: string
  onChange: (id: string) => void
  fill?: boolean
}): ReactElement {
  return (
    <Radix.Root
      value={props.tabs.some(({ id }) => id === props.value) ? props.value : (props.tabs[0]?.id ?? '')}
      onValueChange={props.onChange}
      className={props.fill ? 'flex min-h-0 grow flex-col' : 'flex flex-col'}
    >
      <Radix.List
        aria-label={props.label}
        className="flex shrink-0 gap-3 overflow-x-auto border-b border-line px-4"
      >
        {props.tabs.map((tab) => (
          <Radix.Trigger
            key={tab.id}
            value={tab.id}
            className="-mb-px flex h-9 items-center gap-1.5 whitespace-nowrap border-b-2 border-transparent text-sm text-muted hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink"
          >
            {tab.label}
            {tab.count === undefined ? null : <Count>{tab.count}</Count>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {props.tabs.map((tab) => (
        <Radix.Content
          key={tab.id}
          value={tab.id}
          className={props.fill ? 'min-h-0 grow overflow-y-auto outline-none' : 'outline-none'}
        >
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}
