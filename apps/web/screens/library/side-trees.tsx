import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { navigationButton, NavigationGroup, NavigationLabel } from '#design-system/navigation.tsx'
import { headQuery } from '../../api/entities.ts'
import { topicTreeQuery } from '../../api/topics.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { FolderTree } from './folder-tree.tsx'

/** Topics that stand beside the library; all of them have a screen of their own. */
const mostTopics = 40

/** Folders and topics beside the table, each narrowing it. Not there where there are neither. */
export function SideTrees(props: {
  folder: string | undefined
  topic: string | undefined
}): ReactElement | null {
  const project = useProject()
  const topics = useQuery(topicTreeQuery(project))
  const folders = useQuery(headQuery(project, 'artifact-folders', { sort: 'label', limit: 1 }))
  const places = (topics.data ?? []).slice(0, mostTopics)
  if (places.length === 0 && (folders.data?.items ?? []).length === 0) return null
  return (
    <nav
      aria-label={t('library.narrow')}
      className="hidden w-56 shrink-0 flex-col gap-2 overflow-y-auto p-2 lg:flex"
    >
      <FolderTree chosen={props.topic ? 'topic' : props.folder} />
      {places.length === 0 ? null : (
        <NavigationGroup label={t('topics.inLibrary')}>
          {places.map((place) => (
            <Link
              key={place.id}
              to="/p/$org/$project/library"
              params={project}
              search={{ topic: place.key }}
              aria-current={props.topic === place.key ? 'true' : undefined}
              className={navigationButton}
              activeOptions={{ exact: true, includeSearch: true }}
            >
              <span style={{ width: place.depth * 12 }} />
              <NavigationLabel icon="tag" count={place.documents}>
                {place.name}
              </NavigationLabel>
            </Link>
          ))}
        </NavigationGroup>
      )}
    </nav>
  )
}
