import { DropdownMenu } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

/** One line of a menu; `checked` makes it a line that can be ticked and leaves the menu open. */
export type MenuItem =
  | {
      label: string
      icon?: IconName
      tone?: 'bad'
      checked?: boolean
      disabled?: boolean
      note?: string
      onSelect: () => void
    }
  | 'separator'
  | { heading: string }

const line =
  'flex h-7 items-center gap-2 rounded-sm px-2 text-sm outline-none data-highlighted:bg-hover data-disabled:opacity-50'

/** A menu on a trigger. The trigger is any one element that takes a ref (a button). */
export function Menu(props: {
  trigger: ReactElement
  items: MenuItem[]
  align?: 'start' | 'end'
  header?: ReactNode
}): ReactElement {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{props.trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={props.align ?? 'start'}
          sideOffset={4}
          collisionPadding={8}
          className="z-40 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-y-auto rounded border border-line-strong bg-raised p-1 shadow-float"
        >
          {props.header ? (
            <div className="border-b border-line px-2 pt-1 pb-2 mb-1">{props.header}</div>
          ) : null}
          {props.items.map((item, index) => (
            <MenuLine key={typeof item === 'object' && 'label' in item ? item.label : index} item={item} />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function MenuLine({ item }: { item: MenuItem }): ReactElement {
  if (item === 'separator') return <DropdownMenu.Separator className="my-1 h-px bg-line" />
  if ('heading' in item)
    return <DropdownMenu.Label className="px-2 py-1 text-xs text-faint">{item.heading}</DropdownMenu.Label>
  const disabled = item.disabled === true
  if (item.checked !== undefined)
    return (
      <DropdownMenu.CheckboxItem
        checked={item.checked}
        disabled={disabled}
        onCheckedChange={item.onSelect}
        onSelect={(event) => event.preventDefault()}
        className={line}
      >
        <span className="size-4">{item.checked ? <Icon name="check" /> : null}</span>
        {item.label}
      </DropdownMenu.CheckboxItem>
    )
  return (
    <DropdownMenu.Item
      disabled={disabled}
      onSelect={item.onSelect}
      className={classNames(line, item.tone === 'bad' && 'text-bad')}
    >
      {item.icon ? <Icon name={item.icon} /> : null}
      <span className="grow">{item.label}</span>
      {item.note ? <span className="text-xs text-faint">{item.note}</span> : null}
    </DropdownMenu.Item>
  )
}
