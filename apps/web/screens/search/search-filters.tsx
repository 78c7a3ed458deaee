import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Chip } from '#design-system/chip.tsx'
import { Field } from '#design-system/field.tsx'
import { Select, TextInput } from '#design-system/inputs.tsx'
import { Popover } from '#design-system/popover.tsx'
import { Property, PropertyList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import { headQuery } from '../../api/entities.ts'
import type { SearchFilters } from '../../api/search.ts'
import { topicTreeQuery } from '../../api/topics.ts'
import { formatDate } from '../../entities/formats.ts'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'

/** What a search can be narrowed by, in the order in which it is offered. */
const names = ['kind', 'folder', 'topic', 'person', 'tag', 'from', 'to'] as const
type Name = (typeof names)[number]
type Choice = { value: string; label: string }

/** The filters of the search in force as chips, the way to add one, and what can be written in the search line. */
export function SearchFilterBar(props: {
  filters: SearchFilters
  /** what a search of all projects cannot be narrowed by is not offered */
  everywhere: boolean
  onChange: (change: SearchFilters) => void
}): ReactElement {
  const { filters, onChange } = props
  const [open, setOpen] = useState(false)
  const choices = useChoices()
  const shown = (name: Name, value: string): string =>
    name === 'from' || name === 'to'
      ? formatDate(value)
      : (choices[name]?.find((choice) => choice.value === value)?.label ?? value)
  return (
    <>
      {names.flatMap((name) => {
        const value = filters[name]
        return value === undefined
          ? []
          : [
              <Chip
                key={name}
                removeLabel={t('register.removeFilter', { field: t(`search.by.${name}`) })}
                onRemove={() => onChange({ [name]: undefined })}
              >
                {t(`search.by.${name}`)}: {shown(name, value)}
              </Chip>,
            ]
      })}
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button icon="filter" look="quiet">
            {t('register.filter')}
          </Button>
        }
      >
        <FilterForm
          choices={choices}
          names={props.everywhere ? names.filter((name) => name !== 'folder') : names}
          onApply={(name, value) => {
            onChange({ [name]: value })
            setOpen(false)
          }}
        />
      </Popover>
      <Popover
        align="end"
        trigger={
          <Button icon="info" look="quiet">
            {t('search.operators')}
          </Button>
        }
      >
        <Operators />
      </Popover>
    </>
  )
}

function useChoices(): Partial<Record<Name, Choice[]>> {
  const project = useProject()
  const { kinds } = useKinds()
  const folders = useQuery(headQuery(project, 'artifact-folders', { sort: 'label', limit: 200 }))
  const topics = useQuery(topicTreeQuery(project))
  return {
    kind: kinds.map(({ kind, label }) => ({ value: kind, label: label.many })),
    folder: (folders.data?.items ?? []).map(({ key, label }) => ({ value: key, label })),
    topic: [...new Set((topics.data ?? []).map(({ name }) => name))].map((name) => ({
      value: name,
      label: name,
    })),
  }
}

function FilterForm(props: {
  choices: Partial<Record<Name, Choice[]>>
  names: readonly Name[]
  onApply: (name: Name, value: string) => void
}): ReactElement {
  const [name, setName] = useState<Name>('kind')
  const [value, setValue] = useState('')
  const options = props.choices[name]
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (value.trim() !== '') props.onApply(name, value.trim())
      }}
    >
      <Field label={t('search.narrowBy')}>
        {(control) => (
          <Select
            {...control}
            value={name}
            onChange={({ target }) => {
              setName(names.find((each) => each === target.value) ?? 'kind')
              setValue('')
            }}
          >
            {props.names.map((each) => (
              <option key={each} value={each}>
                {t(`search.by.${each}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('register.value')}>
        {(control) =>
          options ? (
            <Select {...control} value={value} onChange={({ target }) => setValue(target.value)}>
              <option value="">{t('general.choose')}</option>
              {options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </Select>
          ) : (
            <TextInput
              {...control}
              type={name === 'from' || name === 'to' ? 'date' : 'text'}
              value={value}
              onChange={({ target }) => setValue(target.value)}
            />
          )
        }
      </Field>
      <Button type="submit" look="primary">
        {t('register.apply')}
      </Button>
    </form>
  )
}

const operators = ['phrase', 'without', 'prefix'] as const

/** What can be written in the search line beside words. */
function Operators(): ReactElement {
  return (
    <PropertyList>
      {operators.map((each) => (
        <Property
          key={each}
          name={
            <Text as="code" look="code">
              {t(`search.written.${each}`)}
            </Text>
          }
        >
          <Text look="small">{t(`search.means.${each}`)}</Text>
        </Property>
      ))}
    </PropertyList>
  )
}
