import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { Section } from '#design-system/frame.tsx'
import { Property, PropertyList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import { meQuery } from '../../api/me.ts'
import { organizationQuery, renameOrganization } from '../../api/settings.ts'
import { formatTime, formatWord } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { Panel } from './panel.tsx'
import { SavedForm } from './saved-form.tsx'
import { useRole } from './use-role.ts'

/** The organization: its name, its plan, the model that reads for it. */
export function OrganizationSettings(): ReactElement {
  const { org } = useProject()
  const { isAdmin } = useRole()
  const client = useQueryClient()
  const settings = useQuery(organizationQuery(org))
  const ai = useQuery(meQuery).data?.ai
  return (
    <Panel>
      <Section title={t('settings.organization')}>
        <QueryView query={settings} loadingLines={3}>
          {(found) => (
            <>
              <SavedForm
                fields={[
                  { name: 'name', label: t('settings.name'), type: 'text', required: true, writable: true },
                ]}
                values={found}
                disabled={!isAdmin}
                save={async ({ name }) => {
                  await renameOrganization(org, String(name))
                  await client.invalidateQueries({ queryKey: ['organization', org] })
                  await client.invalidateQueries(meQuery)
                }}
              />
              <PropertyList>
                <Property name={t('settings.plan')}>{formatWord(found.plan)}</Property>
                <Property name={t('settings.created')}>{formatTime(found.created_at)}</Property>
              </PropertyList>
            </>
          )}
        </QueryView>
      </Section>
      {ai ? (
        <Section title={t('settings.model')}>
          <div className="flex flex-col gap-1 py-3">
            <Text strong>{ai.offline ? t('frame.offline') : ai.model}</Text>
            <Text look="muted">
              {ai.offline ? t('settings.modelOffline') : t('settings.modelOutside', { model: ai.model })}
            </Text>
          </div>
        </Section>
      ) : null}
    </Panel>
  )
}
