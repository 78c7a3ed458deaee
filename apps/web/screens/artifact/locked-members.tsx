import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { Banner } from '#design-system/notices.tsx'
import { textQuery, type Artifact } from '../../api/artifacts.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { UnlockButton } from './unlock-button.tsx'

/** Says of an archive which of its files still wait for their password. */
export function LockedMembers({ source }: { source: Artifact }): ReactElement | null {
  const project = useProject()
  const { data } = useQuery({ ...textQuery(project, source.id), enabled: source.format === 'zip' })
  const locked = data?.metadata['locked']?.split('\n') ?? []
  if (locked.length === 0) return null
  return (
    <Banner tone="attention">
      {t('artifact.locked', {
        count: locked.length,
        names: locked.slice(0, 3).join(', ') + (locked.length > 3 ? ' …' : ''),
      })}
      {source.abilities.edit ? <UnlockButton id={source.id} /> : null}
    </Banner>
  )
}
