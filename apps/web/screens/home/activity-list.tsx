import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { plainLink, textLink } from '#design-system/navigation.tsx'
import { Row, RowList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import { activityQuery } from '../../api/overview.ts'
import { actorName } from '../../entities/actor-name.ts'
import { formatRelative, formatTime, formatWord } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { t, textAt } from '../../messages/index.ts'
import { entityPlace } from '../../places.ts'
import { tellOnce, type Told } from './story.ts'

/** Lines of the story that are shown. */
const lines = 12

/** What happened is asked for up to this many. */
const asked = 100

/** What happened in the project, newest first, since a time where one is given. */
export function ActivityList({ since }: { since?: string | undefined }): ReactElement {
  const project = useProject()
  const activity = useQuery(activityQuery(project, { since, limit: asked }))
  return (
    <QueryView query={activity} loadingLines={5}>
      {(items) =>
        items.length === 0 ? (
          <div className="py-3">
            <Text look="muted">{t('overview.noActivity')}</Text>
          </div>
        ) : (
          <RowList label={t('overview.recently')}>
            {tellOnce(items)
              .slice(0, lines)
              .map((told) => (
                <ActivityLine key={told.latest.id} told={told} all={items.length < asked} />
              ))}
          </RowList>
        )
      }
    </QueryView>
  )
}

function ActivityLine({ told, all }: { told: Told; all: boolean }): ReactElement {
  const project = useProject()
  const { byKind } = useKinds()
  const { latest, more, alike } = told
  const who = actorName(latest.actor)
  const did = textAt(`overview.actions.${latest.action}`) ?? latest.action
  const kind = byKind(latest.entity.kind)
  const collection = kind?.collection
  const what = latest.state
    ? t('overview.became', { state: formatWord(latest.state) })
    : latest.fields.slice(0, 3).map(formatWord).join(', ')
  return (
    <Row flush>
      <div className="flex items-baseline gap-3">
        <div className="min-w-0 grow">
          <Text look="small" truncate>
            {who} {did}{' '}
            {collection ? (
              <Link {...entityPlace(project, collection, latest.entity)} className={plainLink}>
                {latest.entity.key} {latest.entity.label}
              </Link>
            ) : (
              latest.entity.label
            )}
          </Text>
          {kind && alike > 0 ? (
            // far enough from the link above to be hit by a finger
            <div className="py-2">
              <Text look="faint" truncate>
                <Link
                  to="/p/$org/$project/$collection"
                  params={{ ...project, collection: kind.collection }}
                  className={textLink}
                >
                  {t(all ? 'overview.moreAlike' : 'overview.orMoreAlike', {
                    count: alike,
                    kind: kind.label.many,
                  })}
                </Link>
              </Text>
            </div>
          ) : what === '' && more === 0 ? null : (
            <Text look="faint" truncate>
              {[what, more > 0 ? t('overview.moreChanges', { count: more }) : ''].filter(Boolean).join(' ')}
            </Text>
          )}
        </div>
        <Text look="key" title={formatTime(latest.at)}>
          {formatRelative(latest.at)}
        </Text>
      </div>
    </Row>
  )
}
