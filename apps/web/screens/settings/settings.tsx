import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { SectionNav, type SectionGroup } from '#design-system/section-nav.tsx'
import { useProject } from '../../frame/use-project.ts'
import { Head } from '../../frame/view.tsx'
import { t } from '../../messages/index.ts'
import { NotificationSettings } from '../account/notification-settings.tsx'
import { ProfileSettings } from '../account/profile-settings.tsx'
import { SecuritySettings } from '../account/security-settings.tsx'
import { ApiKeys } from './api-keys.tsx'
import { AuditLog } from './audit-log.tsx'
import { DeletedRecords } from './deleted-records.tsx'
import { Erasures } from './erasures.tsx'
import { Exchange } from './exchange.tsx'
import { Jobs } from './jobs.tsx'
import { Members } from './members.tsx'
import { OrganizationSettings } from './organization-settings.tsx'
import { ProjectPeople } from './project-people.tsx'
import { ProjectGeneral } from './project-settings.tsx'
import { Usage } from './usage.tsx'
import { SearchModels } from './search-models.tsx'
import { useRole } from './use-role.ts'

const route = getRouteApi('/signed-in/p/$org/$project/settings')

type Section = { id: string; label: () => string; show: (place: { org: string }) => ReactElement }

const yours: Section[] = [
  { id: 'profile', label: () => t('account.profile'), show: () => <ProfileSettings /> },
  { id: 'security', label: () => t('account.security'), show: () => <SecuritySettings /> },
  { id: 'notifications', label: () => t('account.notifications'), show: () => <NotificationSettings /> },
]
const ofProject: Section[] = [
  { id: 'project', label: () => t('settings.general'), show: () => <ProjectGeneral /> },
  { id: 'people', label: () => t('settings.people'), show: () => <ProjectPeople /> },
  { id: 'jobs', label: () => t('settings.jobs'), show: () => <Jobs /> },
  { id: 'models', label: () => t('models.title'), show: () => <SearchModels /> },
  { id: 'deleted', label: () => t('settings.deleted'), show: () => <DeletedRecords /> },
  { id: 'exchange', label: () => t('settings.exchange'), show: () => <Exchange /> },
]
const ofOrganization: Section[] = [
  { id: 'organization', label: () => t('settings.general'), show: () => <OrganizationSettings /> },
  { id: 'members', label: () => t('settings.members'), show: ({ org }) => <Members org={org} /> },
  { id: 'keys', label: () => t('settings.keys'), show: ({ org }) => <ApiKeys org={org} /> },
  { id: 'usage', label: () => t('settings.usage'), show: () => <Usage /> },
  { id: 'audit', label: () => t('settings.audit'), show: () => <AuditLog /> },
  { id: 'erasures', label: () => t('erasure.tab'), show: ({ org }) => <Erasures org={org} /> },
]

/** Everything that is set: about oneself, the project, the organization. */
export function Settings(): ReactElement {
  const { org } = useProject()
  const { tab = 'profile' } = route.useSearch()
  const navigate = useNavigate()
  const { organization } = useRole()
  const all = [...yours, ...ofProject, ...ofOrganization]
  const section = all.find(({ id }) => id === tab) ?? all[0]
  const group = (label: string, sections: Section[]): SectionGroup => ({
    label,
    sections: sections.map(({ id, label: name }) => ({ id, label: name() })),
  })
  return (
    <>
      <Head title={t('settings.title')} />
      <SectionNav
        label={t('settings.title')}
        groups={[
          group(t('account.you'), yours),
          group(t('settings.project'), ofProject),
          group(organization?.name ?? t('settings.organization'), ofOrganization),
        ]}
        value={section?.id ?? ''}
        onChange={(next) => void navigate({ to: '.', search: { tab: next } })}
      >
        {section?.show({ org })}
      </SectionNav>
    </>
  )
}
