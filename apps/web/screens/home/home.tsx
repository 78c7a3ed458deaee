import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Section } from '#design-system/frame.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { Text } from '#design-system/text.tsx'
import { projectSettingsQuery } from '../../api/settings.ts'
import { formatDate } from '../../entities/formats.ts'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { Head } from '../../frame/view.tsx'
import { t } from '../../messages/index.ts'
import { useRole } from '../settings/use-role.ts'
import { ActivityList } from './activity-list.tsx'
import { Figures } from './figures.tsx'
import { FirstSteps } from './first-steps.tsx'
import { NeedsYou } from './needs-you.tsx'
import { ProjectList } from './project-list.tsx'
import { StateBadge, TopRecords } from './top-records.tsx'
import { useLastLook } from './use-last-look.ts'

/** Where one begins: what needs one, what changed since one last looked, how the project stands, the other projects. */
export function Home(): ReactElement {
  const { byCollection } = useKinds()
  const { since, known } = useLastLook()
  return (
    <>
      <Head title={t('frame.home')} />
      <div
        className="grid min-h-0 grow grid-cols-1 content-start gap-x-10 gap-y-6 overflow-y-auto p-4 lg:grid-cols-2 lg:px-8 lg:py-6"
        tabIndex={-1}
      >
        <div className="flex flex-col gap-4 lg:col-span-2">
          <Purpose />
          <FirstSteps />
        </div>
        <Section title={t('overview.needsYou')}>
          <NeedsYou />
        </Section>
        <Section title={since ? t('overview.sinceYou') : t('overview.recently')}>
          {known ? <ActivityList since={since} /> : null}
        </Section>
        <div className="lg:col-span-2">
          <Section title={t('overview.figures')}>
            <Figures />
          </Section>
        </div>
        {byCollection('risks') ? (
          <Section title={t('overview.risks')}>
            <TopRecords
              label={t('overview.risks')}
              collection="risks"
              query={{ sort: '-score', filter: { state: { ne: 'closed' } }, limit: 5 }}
              none={t('overview.noRisks')}
              aside={(risk) => (
                <>
                  <StateBadge entity={risk} />
                  <Text look="key">{String(risk['score'] ?? '')}</Text>
                </>
              )}
            />
          </Section>
        ) : null}
        {byCollection('decisions') ? (
          <Section title={t('overview.decisions')}>
            <TopRecords
              label={t('overview.decisions')}
              collection="decisions"
              query={{ sort: '-updated_at', limit: 5 }}
              none={t('overview.noDecisions')}
              aside={(decision) => <StateBadge entity={decision} />}
            />
          </Section>
        ) : null}
        {since ? (
          <Section title={t('overview.recently')}>
            <ActivityList />
          </Section>
        ) : null}
        <Section title={t('overview.projects')}>
          <ProjectList />
        </Section>
      </div>
    </>
  )
}

function Purpose(): ReactElement | null {
  const project = useProject()
  const { isAdmin } = useRole()
  const settings = useQuery(projectSettingsQuery(project)).data
  if (!settings) return null
  const dates = [settings.start_date, settings.end_date].filter((day) => day !== null).map(formatDate)
  return (
    <div className="flex max-w-3xl flex-col gap-1">
      <Text as="h2" look="title">
        {settings.name}
      </Text>
      {settings.description ? (
        <Text look="muted">{settings.description}</Text>
      ) : isAdmin ? (
        <Text look="muted">
          {t('overview.noPurpose')}{' '}
          <Link
            to="/p/$org/$project/settings"
            params={project}
            search={{ tab: 'project' }}
            className={textLink}
          >
            {t('overview.setPurpose')}
          </Link>
        </Text>
      ) : null}
      {dates.length > 0 ? <Text look="faint">{dates.join(' – ')}</Text> : null}
    </div>
  )
}
