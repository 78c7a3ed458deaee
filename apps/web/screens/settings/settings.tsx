import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Tabs } from '#design-system/tabs.tsx'
import { useProject } from '../../frame/use-project.ts'
import { Head } from '../../frame/view.tsx'
import { t } from '../../messages/index.ts'
import { ApiKeys } from './api-keys.tsx'
import { Members } from './members.tsx'

const route = getRouteApi('/signed-in/p/$org/$project/settings')

/** The settings of the organization: who belongs to it, and its API keys. */
export function Settings(): ReactElement {
  const { org } = useProject()
  const { tab = 'members' } = route.useSearch()
  const navigate = useNavigate()
  return (
    <>
      <Head title={t('settings.title')} />
      <Tabs
        label={t('settings.title')}
        fill
        value={tab}
        onChange={(next) => void navigate({ to: '.', search: { tab: next }, replace: true })}
        tabs={[
          { id: 'members', label: t('settings.members'), content: <Members org={org} /> },
          { id: 'keys', label: t('settings.keys'), content: <ApiKeys org={org} /> },
        ]}
      />
    </>
  )
}
