import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { Section } from '#design-system/frame.tsx'
import { Checkbox } from '#design-system/inputs.tsx'
import { Text } from '#design-system/text.tsx'
import { editProfile, profileQuery } from '../../api/profile.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useAct } from '../../frame/use-act.ts'
import { t } from '../../messages/index.ts'
import { Panel } from '../settings/panel.tsx'

const reasons = ['mention', 'assigned', 'watch', 'suggestion', 'stale', 'failed'] as const

/** Of what a person wants to be told. */
export function NotificationSettings(): ReactElement {
  const profile = useQuery(profileQuery)
  const client = useQueryClient()
  const { act } = useAct()
  return (
    <Panel>
      <Section title={t('account.notifications')}>
        <QueryView query={profile} loadingLines={4}>
          {(found) => (
            <div className="flex flex-col gap-3 py-4">
              <Text look="muted">{t('account.notificationsText')}</Text>
              {reasons.map((reason) => (
                <Checkbox
                  key={reason}
                  label={t(`account.reasons.${reason}`)}
                  checked={found.notification_preferences[reason] !== false}
                  onChange={({ target: { checked } }) =>
                    void act(async () => {
                      const changed = await editProfile({ notification_preferences: { [reason]: checked } })
                      client.setQueryData(profileQuery.queryKey, changed)
                    }, t('settings.changed'))
                  }
                />
              ))}
            </div>
          )}
        </QueryView>
      </Section>
    </Panel>
  )
}
