import type { ReactElement, ReactNode } from 'react'
import { Select } from './inputs.tsx'
import { navigationButton, NavigationGroup } from './navigation.tsx'

/** A group of places in a long page of sections. */
export type SectionGroup = { label: string; sections: { id: string; label: string }[] }

/** A list of sections at the left with the chosen one beside it; where the view is narrow, a choice above it. */
export function SectionNav(props: {
  label: string
  groups: SectionGroup[]
  value: string
  onChange: (id: string) => void
  children: ReactNode
}): ReactElement {
  return (
    <div className="flex min-h-0 grow flex-col md:flex-row">
      <div className="border-b border-line p-2 md:hidden">
        <Select
          aria-label={props.label}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        >
          {props.groups.map((group) => (
            <optgroup key={group.label} label={group.label}>
              {group.sections.map((section) => (
                <option key={section.id} value={section.id}>
                  {section.label}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      </div>
      <nav
        aria-label={props.label}
        className="hidden w-52 shrink-0 flex-col gap-1 overflow-y-auto border-r border-line p-2 md:flex"
      >
        {props.groups.map((group) => (
          <NavigationGroup key={group.label} label={group.label}>
            {group.sections.map((section) => (
              <button
                key={section.id}
                type="button"
                aria-current={section.id === props.value ? 'page' : undefined}
                data-status={section.id === props.value ? 'active' : undefined}
                onClick={() => props.onChange(section.id)}
                className={`${navigationButton} data-[status=active]:bg-hover data-[status=active]:font-strong data-[status=active]:text-ink`}
              >
                {section.label}
              </button>
            ))}
          </NavigationGroup>
        ))}
      </nav>
      <div className="min-h-0 min-w-0 grow overflow-y-auto" tabIndex={-1}>
        {props.children}
      </div>
    </div>
  )
}
