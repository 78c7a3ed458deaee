import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Chip } from '#design-system/chip.tsx'
import { Field } from '#design-system/field.tsx'
import { Select } from '#design-system/inputs.tsx'
import { Popover } from '#design-system/popover.tsx'
import type { Filters } from '../../api/entities.ts'
import type { FieldInfo, KindInfo } from '../../api/kinds.ts'
import { FieldInput } from '../../entities/field-input.tsx'
import { FieldValue } from '../../entities/field-value.tsx'
import { t, textAt } from '../../messages/index.ts'

const ordered = new Set<FieldInfo['type']>(['number', 'integer', 'money', 'date', 'timestamp'])
/** Records of every kind may carry tags, which no kind declares. */
const tag = (): FieldInfo => ({
  name: 'tag',
  label: t('search.by.tag'),
  type: 'text',
  required: false,
  writable: false,
})
const fieldsOf = (kind: KindInfo): readonly FieldInfo[] =>
  kind.fields.some(({ name }) => name === 'tag') ? kind.fields : [...kind.fields, tag()]
const filterable = (field: FieldInfo): boolean => field.type !== 'json' && field.type !== 'long_text'

/** The filters in force, and the way to add one. */
export function FilterBar(props: {
  kind: KindInfo
  filters: Filters
  onChange: (filters: Filters) => void
}): ReactElement {
  const { kind, filters, onChange } = props
  const [open, setOpen] = useState(false)
  const without = (name: string, operator: string) => {
    const { [operator]: _, ...kept } = filters[name] ?? {}
    const { [name]: __, ...others } = filters
    onChange(Object.keys(kept).length > 0 ? { ...others, [name]: kept } : others)
  }
  return (
    <>
      {Object.entries(filters).flatMap(([name, conditions]) =>
        Object.entries(conditions).map(([operator, value]) => {
          const field = fieldsOf(kind).find((candidate) => candidate.name === name)
          return (
            <Chip
              key={`${name} ${operator}`}
              removeLabel={t('register.removeFilter', { field: field?.label ?? name })}
              onRemove={() => without(name, operator)}
            >
              <span className="inline-flex items-center gap-1">
                {field?.label ?? name} {textAt(`register.operators.${operator}`) ?? operator}{' '}
                {field ? (
                  <FieldValue
                    field={field}
                    value={field.type === 'boolean' ? value === 'true' : value}
                    short
                  />
                ) : (
                  value
                )}
              </span>
            </Chip>
          )
        }),
      )}
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
          fields={fieldsOf(kind).filter(filterable)}
          onApply={(name, operator, value) => {
            onChange({ ...filters, [name]: { ...filters[name], [operator]: value } })
            setOpen(false)
          }}
        />
      </Popover>
    </>
  )
}

function FilterForm(props: {
  fields: readonly FieldInfo[]
  onApply: (name: string, operator: string, value: string) => void
}): ReactElement {
  const [name, setName] = useState(
    props.fields.find((field) => field.type === 'enum')?.name ?? props.fields[0]?.name ?? '',
  )
  const [operator, setOperator] = useState('eq')
  const [value, setValue] = useState('')
  const field = props.fields.find((candidate) => candidate.name === name)
  const operators = field && ordered.has(field.type) ? ['gte', 'lte', 'eq'] : ['eq']
  const chosen = operators.includes(operator) ? operator : (operators[0] ?? 'eq')
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (value !== '') props.onApply(name, chosen, value)
      }}
    >
      <Field label={t('register.field')}>
        {(control) => (
          <Select
            {...control}
            value={name}
            onChange={(event) => {
              setName(event.target.value)
              setValue('')
            }}
          >
            {props.fields.map((candidate) => (
              <option key={candidate.name} value={candidate.name}>
                {candidate.label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {operators.length > 1 ? (
        <Field label={t('register.condition')}>
          {(control) => (
            <Select {...control} value={chosen} onChange={(event) => setOperator(event.target.value)}>
              {operators.map((candidate) => (
                <option key={candidate} value={candidate}>
                  {textAt(`register.operators.${candidate}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
      {field ? (
        <Field label={t('register.value')}>
          {(control) => <FieldInput field={field} control={control} value={value} onChange={setValue} />}
        </Field>
      ) : null}
      <Button type="submit" look="primary">
        {t('register.apply')}
      </Button>
    </form>
  )
}
