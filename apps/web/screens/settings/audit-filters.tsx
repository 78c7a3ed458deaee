import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Select, TextInput } from '#design-system/inputs.tsx'
import { Text } from '#design-system/text.tsx'
import { membersQuery } from '../../api/members.ts'
import { formatWord } from '../../entities/formats.ts'
import { useKinds } from '../../frame/use-project.ts'
import { t, textAt } from '../../messages/index.ts'

type Value = Partial<Record<'actor' | 'table' | 'action' | 'field' | 'from' | 'to', string | undefined>>

const actions = ['create', 'update', 'delete', 'restore', 'security']
const others = [
  'links',
  'comments',
  'projects',
  'project_members',
  'organization_members',
  'invitations',
  'api_keys',
]

/** What the audit log is narrowed to: who, where, what, which field, from when to when. */
export function AuditFilters(props: {
  org: string
  value: Value
  onChange: (change: Value) => void
}): ReactElement {
  const { value, onChange } = props
  const members = useQuery(membersQuery(props.org))
  const { kinds } = useKinds()
  const fields = [...new Set(kinds.flatMap((kind) => kind.fields.map((field) => field.name)))].toSorted()
  const narrowed = Object.values({
    actor: value.actor,
    table: value.table,
    action: value.action,
    field: value.field,
    from: value.from,
    to: value.to,
  }).some((each) => each !== undefined)
  const choice = (
    name: keyof Value,
    label: string,
    all: string,
    options: (readonly [value: string, label: string])[],
  ) => (
    <div className="w-36">
      <Select
        compact
        aria-label={label}
        value={value[name] ?? ''}
        onChange={({ target }) => onChange({ [name]: target.value || undefined })}
      >
        <option value="">{all}</option>
        {options.map(([id, text]) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </Select>
    </div>
  )
  const day = (name: 'from' | 'to', label: string) => (
    <label className="flex items-center gap-1.5">
      <Text look="label">{label}</Text>
      <TextInput
        compact
        type="date"
        value={value[name] ?? ''}
        onChange={({ target }) => onChange({ [name]: target.value || undefined })}
      />
    </label>
  )
  return (
    <>
      {choice(
        'actor',
        t('audit.actor'),
        `${t('audit.actor')}: ${t('audit.anyone')}`,
        (members.data ?? []).map((member) => [member.user_id, member.name]),
      )}
      {choice('table', t('audit.table'), `${t('audit.table')}: ${t('audit.anywhere')}`, [
        ...kinds.map((kind) => [kind.collection.replaceAll('-', '_'), kind.label.many] as const),
        ...others.map((table) => [table, formatWord(table)] as const),
      ])}
      {choice(
        'action',
        t('audit.action'),
        `${t('audit.action')}: ${t('work.all')}`,
        actions.map((action) => [action, textAt(`audit.actions.${action}`) ?? action]),
      )}
      {choice(
        'field',
        t('audit.field'),
        `${t('audit.field')}: ${t('work.all')}`,
        fields.map((field) => [field, formatWord(field)]),
      )}
      {day('from', t('audit.from'))}
      {day('to', t('audit.to'))}
      {narrowed ? (
        <Button
          size="small"
          look="quiet"
          onClick={() =>
            onChange({
              actor: undefined,
              table: undefined,
              action: undefined,
              field: undefined,
              from: undefined,
              to: undefined,
            })
          }
        >
          {t('register.clear')}
        </Button>
      ) : null}
    </>
  )
}
