import { useQuery } from '@tanstack/react-query'
import type { KeyboardEvent, ReactElement } from 'react'
import type { FieldControl } from '#design-system/field.tsx'
import { Select, TextArea, TextInput } from '#design-system/inputs.tsx'
import { headQuery } from '../api/entities.ts'
import { membersQuery } from '../api/members.ts'
import type { FieldInfo } from '../api/kinds.ts'
import { useKinds, useProject } from '../frame/use-project.ts'
import { t } from '../messages/index.ts'
import { formatWord } from './formats.ts'

type InputProps = {
  field: FieldInfo
  control: Partial<FieldControl> & { 'aria-label'?: string }
  value: string
  onChange: (value: string) => void
  onKeyDown?: (event: KeyboardEvent) => void
  autoFocus?: boolean
}

/** The control for a field of any type. */
export function FieldInput(props: InputProps): ReactElement {
  const { field, control, value, onChange } = props
  const rest = {
    ...control,
    value,
    autoFocus: props.autoFocus,
    onKeyDown: props.onKeyDown,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  }
  switch (field.type) {
    case 'enum':
      return (
        <Choice {...rest} options={(field.options ?? []).map((option) => [option, formatWord(option)])} />
      )
    case 'boolean':
      return (
        <Choice
          {...rest}
          options={[
            ['true', t('general.yes')],
            ['false', t('general.no')],
          ]}
        />
      )
    case 'user':
      return <MemberChoice {...rest} />
    case 'long_text':
    case 'json':
      return <TextArea {...rest} />
    case 'integer':
      return <TextInput {...rest} type="number" step={1} />
    case 'entity':
      return <ReferenceChoice {...rest} kind={field.refers_to ?? ''} />
    case 'number':
    case 'money':
      return <TextInput {...rest} inputMode="decimal" />
    case 'date':
      return <TextInput {...rest} type="date" />
    case 'timestamp':
      return <TextInput {...rest} type="datetime-local" />
    case 'text':
      return <TextInput {...rest} />
  }
}

type ChoiceProps = Omit<Parameters<typeof Select>[0], 'children'>

function Choice({
  options,
  ...rest
}: ChoiceProps & { options: (readonly [string, string])[] }): ReactElement {
  return (
    <Select {...rest}>
      <option value="">{t('general.choose')}</option>
      {options.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </Select>
  )
}

function MemberChoice(props: ChoiceProps): ReactElement {
  const members = useQuery(membersQuery(useProject().org))
  return (
    <Choice
      {...props}
      options={(members.data ?? []).map((member) => [member.user_id, member.name] as const)}
    />
  )
}

/** How many things a reference can be chosen from; past that, search finds them and a link is the better tool. */
const choosable = 200

function ReferenceChoice({ kind, ...rest }: ChoiceProps & { kind: string }): ReactElement {
  const project = useProject()
  const collection = useKinds().byKind(kind)?.collection
  const list = useQuery({
    ...headQuery(project, collection ?? '', { limit: choosable }),
    enabled: collection !== undefined,
  })
  const options = (list.data?.items ?? []).map(
    (item) => [item.id, [item.key, item.label].filter(Boolean).join(' ')] as const,
  )
  return <Choice {...rest} options={options} />
}
