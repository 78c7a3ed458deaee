import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { Avatar } from '#design-system/avatar.tsx'
import { Text } from '#design-system/text.tsx'
import { membersQuery } from '../api/members.ts'
import { useProject } from '../frame/use-project.ts'
import { t } from '../messages/index.ts'

/** A person given by id or as `{id, name}`. */
export function Person({ value }: { value: unknown }): ReactElement {
  const { org } = useProject()
  const members = useQuery(membersQuery(org))
  const { id, name } = partsOf(value)
  const shown = name ?? members.data?.find((member) => member.user_id === id)?.name ?? t('general.someone')
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <Avatar name={shown} />
      <Text truncate>{shown}</Text>
    </span>
  )
}

function partsOf(value: unknown): { id: string | undefined; name: string | undefined } {
  if (typeof value === 'string') return { id: value, name: undefined }
  if (typeof value !== 'object' || value === null) return { id: undefined, name: undefined }
  const id = 'id' in value && typeof value.id === 'string' ? value.id : undefined
  const name = 'name' in value && typeof value.name === 'string' ? value.name : undefined
  return { id, name }
}
