import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { StateMark } from '#design-system/badge.tsx'
import { Button } from '#design-system/button.tsx'
import { moveKeys, useKeys } from '#design-system/keys.ts'
import { plainLink } from '#design-system/navigation.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { Row, RowList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import { meQuery } from '../../api/me.ts'
import {
  notificationsQuery,
  readAllNotifications,
  readNotification,
  type Notification,
} from '../../api/notifications.ts'
import { profileQuery } from '../../api/profile.ts'
import { wants } from '../../api/told.ts'
import { formatRelative, formatTime } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useAct } from '../../frame/use-act.ts'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { Head } from '../../frame/view.tsx'
import { t, textAt } from '../../messages/index.ts'
import { entityPlace } from '../../places.ts'

/** What the reader was told, unread first; opening one reads it. */
export function Notifications(): ReactElement {
  const project = useProject()
  const client = useQueryClient()
  const { act, busy } = useAct()
  const all = useQuery(notificationsQuery(project.org))
  const preferences = useQuery(profileQuery).data?.notification_preferences ?? {}
  const items = (all.data ?? []).filter(({ reason }) => wants(preferences, 'app', reason))
  const readAll = () =>
    void act(async () => {
      await readAllNotifications(project.org)
      await client.invalidateQueries(notificationsQuery(project.org))
    }, t('account.allRead'))
  return (
    <>
      <Head title={t('account.notifications')}>
        <Button asChild>
          <Link to="/p/$org/$project/settings" params={project} search={{ tab: 'notifications' }}>
            {t('account.preferences')}
          </Link>
        </Button>
        <Button busy={busy} disabled={items.every(({ read_at }) => read_at !== null)} onClick={readAll}>
          {t('account.readAll')}
        </Button>
      </Head>
      <div className="min-h-0 grow overflow-y-auto">
        <QueryView query={all}>
          {() =>
            items.length === 0 ? (
              <EmptyNotice
                icon="comment"
                title={t('account.noNotifications')}
                text={t('account.noNotificationsText')}
              />
            ) : (
              <Told items={items} />
            )
          }
        </QueryView>
      </div>
    </>
  )
}

function Told({ items }: { items: Notification[] }): ReactElement {
  const project = useProject()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { byKind } = useKinds()
  const me = useQuery(meQuery)
  const { act } = useAct()
  const [current, setCurrent] = useState(0)
  const slugOf = (id: string) =>
    me.data?.organizations.find(({ slug }) => slug === project.org)?.projects.find((each) => each.id === id)
      ?.slug ?? project.project
  const placeOf = ({ entity, project_id }: Notification) =>
    entity &&
    entityPlace(
      { org: project.org, project: slugOf(project_id) },
      byKind(entity.kind)?.collection ?? entity.kind,
      entity,
    )
  const read = ({ id, read_at }: Notification) => {
    if (read_at === null)
      void act(async () => {
        await readNotification(project.org, id)
        await client.invalidateQueries(notificationsQuery(project.org))
      })
  }
  const open = (item: Notification | undefined) => {
    const place = item && placeOf(item)
    if (item) read(item)
    if (place) void navigate(place)
  }
  useKeys({ ...moveKeys(items.length, current, setCurrent), Enter: () => open(items[current]) })
  return (
    <RowList label={t('account.notifications')}>
      {items.map((item, at) => {
        const place = placeOf(item)
        return (
          <Row key={item.id} linked current={at === current} onPick={() => setCurrent(at)}>
            <div className="flex flex-wrap items-baseline gap-x-3">
              <StateMark tone={item.read_at === null ? 'accent' : 'unknown'}>
                {item.read_at === null ? t('account.unread') : t('account.read')}
              </StateMark>
              {place ? (
                <Link {...place} className={plainLink} onClick={() => read(item)}>
                  <Text strong={item.read_at === null}>{item.body}</Text>
                </Link>
              ) : (
                <Text strong={item.read_at === null}>{item.body}</Text>
              )}
              <div className="grow" />
              <Text look="faint">{textAt(`account.reasons.${item.reason}`)}</Text>
              <Text look="faint" title={formatTime(item.created_at)}>
                {formatRelative(item.created_at)}
              </Text>
            </div>
          </Row>
        )
      })}
    </RowList>
  )
}
