import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { Section } from '#design-system/frame.tsx'
import { Checkbox } from '#design-system/inputs.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import { editProfile, profileQuery, type Profile } from '../../api/profile.ts'
import { preferenceOf, reasons, wants, type Channel } from '../../api/told.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useAct } from '../../frame/use-act.ts'
import { t } from '../../messages/index.ts'
import { Panel } from '../settings/panel.tsx'

const channels: Channel[] = ['app', 'desktop']

/** Of what a person wants to be told, and where. */
export function NotificationSettings(): ReactElement {
  const profile = useQuery(profileQuery)
  return (
    <Panel>
      <Section title={t('account.notifications')}>
        <QueryView query={profile} loadingLines={4}>
          {(found) => (
            <div className="flex flex-col gap-3 py-4">
              <Text look="muted">{t('account.notificationsText')}</Text>
              <SimpleTable
                label={t('account.notifications')}
                headers={[
                  t('account.reason'),
                  ...channels.map((channel) => t(`account.channels.${channel}`)),
                ]}
                rows={reasons.map((reason) => ({
                  id: reason,
                  cells: [
                    t(`account.reasons.${reason}`),
                    ...channels.map((channel) => (
                      <Wish key={channel} profile={found} channel={channel} reason={reason} />
                    )),
                  ],
                }))}
              />
            </div>
          )}
        </QueryView>
      </Section>
    </Panel>
  )
}

function Wish(props: { profile: Profile; channel: Channel; reason: (typeof reasons)[number] }): ReactElement {
  const { channel, reason } = props
  const client = useQueryClient()
  const announce = useToast()
  const { act } = useAct()
  const change = async (wanted: boolean): Promise<void> => {
    if (channel === 'desktop' && wanted && !(await browserAllows()))
      return announce(t('error.failed'), { tone: 'bad', detail: t('account.browserRefuses') })
    await act(async () => {
      const key = preferenceOf(channel, reason)
      const changed = await editProfile({ notification_preferences: { [key]: wanted } })
      client.setQueryData(profileQuery.queryKey, changed)
    }, t('settings.changed'))
  }
  return (
    <Checkbox
      label=""
      aria-label={`${t(`account.reasons.${reason}`)}: ${t(`account.channels.${channel}`)}`}
      checked={wants(props.profile.notification_preferences, channel, reason)}
      onChange={({ target: { checked } }) => void change(checked)}
    />
  )
}

const browserAllows = async (): Promise<boolean> =>
  'Notification' in window && (await Notification.requestPermission()) === 'granted'
