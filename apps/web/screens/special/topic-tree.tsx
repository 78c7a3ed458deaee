import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { moveKeys, useKeys } from '#design-system/keys.ts'
import { plainLink, textLink } from '#design-system/navigation.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { Row, RowList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import type { KindInfo } from '../../api/kinds.ts'
import { topicTreeQuery, type TopicPlace } from '../../api/topics.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { Head } from '../../frame/view.tsx'
import { t } from '../../messages/index.ts'

/** The topics of a project as a hierarchy with counts; each leads to its sources in the library. */
export function TopicTree({ kind }: { kind: KindInfo }): ReactElement {
  const tree = useQuery(topicTreeQuery(useProject()))
  return (
    <>
      <Head title={kind.label.many} />
      <div className="min-h-0 grow overflow-y-auto">
        <QueryView query={tree}>
          {(places) =>
            places.length === 0 ? (
              <EmptyNotice icon="tag" title={t('topics.none')} text={t('topics.noneText')} />
            ) : (
              <Places kind={kind} places={places} />
            )
          }
        </QueryView>
      </div>
    </>
  )
}

function Places({ kind, places }: { kind: KindInfo; places: TopicPlace[] }): ReactElement {
  const project = useProject()
  const navigate = useNavigate()
  const [current, setCurrent] = useState(0)
  const filesOf = (place: TopicPlace) => ({
    to: '/p/$org/$project/library' as const,
    params: project,
    search: { topic: place.key },
  })
  useKeys({
    ...moveKeys(places.length, current, setCurrent),
    Enter: () => {
      const place = places[current]
      if (place) void navigate(filesOf(place))
    },
  })
  return (
    <RowList label={kind.label.many}>
      {places.map((place, at) => (
        <Row key={place.id} linked current={at === current} onPick={() => setCurrent(at)}>
          <div className="flex items-baseline gap-3" style={{ paddingLeft: place.depth * 20 }}>
            <Link {...filesOf(place)} className={plainLink}>
              <Text strong={place.depth === 0}>{place.name}</Text>
            </Link>
            <Text look="faint">
              {t('topics.count', { files: place.documents, mentions: place.mentions })}
            </Text>
            <div className="grow" />
            <Link
              to="/p/$org/$project/$collection/$key"
              params={{ ...project, collection: kind.collection, key: place.key }}
              className={textLink}
            >
              <Text look="small">{place.key}</Text>
            </Link>
          </div>
        </Row>
      ))}
    </RowList>
  )
}
