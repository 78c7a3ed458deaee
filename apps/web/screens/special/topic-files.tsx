import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Icon } from '#design-system/icon.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { Row, RowList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import type { Entity } from '../../api/entities.ts'
import { topicFilesQuery } from '../../api/topics.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'

/** On the page of a topic: its sources. */
export const TopicFilesTab = ({ entity }: { entity: Entity }): ReactElement => (
  <TopicFiles topic={entity.id} />
)

/** The sources that have a topic or one below it. */
export function TopicFiles({ topic }: { topic: string }): ReactElement {
  const project = useProject()
  const files = useQuery(topicFilesQuery(project, topic))
  return (
    <QueryView query={files} loadingLines={4}>
      {(items) =>
        items.length === 0 ? (
          <EmptyNotice icon="file" title={t('topics.noFiles')} text={t('topics.noFilesText')} />
        ) : (
          <RowList label={t('topics.files')}>
            {items.map((file) => (
              <Row key={file.artifact_id}>
                <div className="flex items-baseline gap-2">
                  <Icon name="file" />
                  <Link
                    to="/p/$org/$project/library/$id"
                    params={{ ...project, id: file.artifact_id }}
                    className={textLink}
                  >
                    {file.filename}
                  </Link>
                  <Text look="faint">{t('artifact.places', { count: file.mentions })}</Text>
                  <div className="min-w-0 grow">
                    <Text look="faint" truncate>
                      {file.topics.join(', ')}
                    </Text>
                  </div>
                </div>
              </Row>
            ))}
          </RowList>
        )
      }
    </QueryView>
  )
}
