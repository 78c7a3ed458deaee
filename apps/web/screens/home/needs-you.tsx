import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement, ReactNode } from 'react'
import { StateMark } from '#design-system/badge.tsx'
import { Button } from '#design-system/button.tsx'
import { cutLink } from '#design-system/navigation.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { Row, RowList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import type { Tone } from '#design-system/tone.ts'
import { headQuery } from '../../api/entities.ts'
import { jobsQuery } from '../../api/jobs.ts'
import { meQuery } from '../../api/me.ts'
import { notificationsQuery, readNotification, type Notification } from '../../api/notifications.ts'
import { attentionQuery, type Wanting } from '../../api/overview.ts'
import { profileQuery } from '../../api/profile.ts'
import { formatDate, formatRelative } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useAct } from '../../frame/use-act.ts'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { entityPlace } from '../../places.ts'

/** Pending suggestions that are counted; beyond it the number is given as “or more”. */
const counted = 50
/** Records of one sort that are named; the rest is counted. */
const named = 5

/** What waits for the reader: suggestions, mentions, overdue work, stale evidence, failed jobs. */
export function NeedsYou(): ReactElement {
  const project = useProject()
  const me = useQuery(meQuery).data?.user.id
  const pending = useQuery(
    headQuery(project, 'suggestions', { filter: { state: { eq: 'pending' } }, limit: counted }),
  )
  const attention = useQuery(attentionQuery(project))
  const failed = useQuery(jobsQuery(project, 'failed'))
  const notifications = useQuery(notificationsQuery(project.org))
  const preferences = useQuery(profileQuery).data?.notification_preferences ?? {}
  return (
    <QueryView query={attention} loadingLines={5}>
      {({ overdue, stale }) => {
        const waiting = pending.data?.items.length ?? 0
        const jobs = (failed.data ?? []).filter((run) => !run.retried_as).length
        const told = (notifications.data ?? []).filter(
          (each) => each.read_at === null && preferences[each.reason] !== false,
        )
        // one's own first, and what is nobody's
        const mine = overdue.filter((each) => each.owner_id === me || each.owner_id === null)
        if (waiting + jobs + told.length + mine.length + stale.length === 0)
          return <EmptyNotice icon="check" title={t('overview.nothing')} text={t('overview.nothingText')} />
        return (
          <RowList label={t('overview.needsYou')}>
            {waiting > 0 ? (
              <Line tone="accent">
                <Link to="/p/$org/$project/inbox" params={project} className={cutLink}>
                  {pending.data?.next_cursor
                    ? t('overview.many', { count: waiting })
                    : t('overview.suggestions', { count: waiting })}
                </Link>
              </Line>
            ) : null}
            {jobs > 0 ? (
              <Line tone="bad">
                <Link
                  to="/p/$org/$project/settings"
                  params={project}
                  search={{ tab: 'jobs', state: 'failed' }}
                  className={cutLink}
                >
                  {t('overview.failedJobs', { count: jobs })}
                </Link>
              </Line>
            ) : null}
            {told.slice(0, named).map((each) => (
              <Told key={each.id} notification={each} />
            ))}
            {stale.slice(0, named).map((each) => (
              <Record
                key={`stale ${each.id}`}
                record={each}
                note={t('overview.staleSince', { when: formatRelative(each.since) })}
              />
            ))}
            {stale.length > 0 ? (
              <Line tone="attention">
                <Link to="/p/$org/$project/stale" params={project} className={cutLink}>
                  {t('evidence.look')}
                </Link>
              </Line>
            ) : null}
            {mine.slice(0, named).map((each) => (
              <Record
                key={`due ${each.id}`}
                record={each}
                note={t('overview.dueSince', { when: formatDate(each.since) })}
              />
            ))}
            {mine.length > named ? (
              <Line tone="attention">
                <Text look="small">{t('overview.overdueAll', { count: mine.length - named })}</Text>
              </Line>
            ) : null}
          </RowList>
        )
      }}
    </QueryView>
  )
}

function Line(props: { tone: Tone; children: ReactNode; aside?: ReactNode }): ReactElement {
  return (
    <Row flush>
      <div className="flex items-center gap-x-3 max-sm:flex-wrap">
        <div className="min-w-0 grow max-sm:basis-full">
          <StateMark tone={props.tone}>{props.children}</StateMark>
        </div>
        {props.aside}
      </div>
    </Row>
  )
}

function Record({ record, note }: { record: Wanting; note: string }): ReactElement {
  const project = useProject()
  const { byKind } = useKinds()
  return (
    <Line tone="attention" aside={<Text look="key">{note}</Text>}>
      <Link
        {...entityPlace(project, byKind(record.kind)?.collection ?? record.kind, record)}
        className={cutLink}
      >
        {record.key} {record.label}
      </Link>
    </Line>
  )
}

function Told({ notification }: { notification: Notification }): ReactElement {
  const project = useProject()
  const client = useQueryClient()
  const { byKind } = useKinds()
  const { act } = useAct()
  const read = () =>
    void act(async () => {
      await readNotification(project.org, notification.id)
      await client.invalidateQueries({ queryKey: ['organization', project.org, 'notifications'] })
    })
  const { entity } = notification
  return (
    <Line
      tone="accent"
      aside={
        <>
          <Text look="key">{formatRelative(notification.created_at)}</Text>
          <Button size="small" look="quiet" onClick={read}>
            {t('general.dismiss')}
          </Button>
        </>
      }
    >
      {entity ? (
        <Link
          {...entityPlace(project, byKind(entity.kind)?.collection ?? entity.kind, entity)}
          className={cutLink}
          onClick={read}
        >
          {notification.body}
        </Link>
      ) : (
        notification.body
      )}
    </Line>
  )
}
