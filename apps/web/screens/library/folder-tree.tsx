import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { navigationButton, NavigationGroup, NavigationLabel } from '#design-system/navigation.tsx'
import { headQuery, type Entity } from '../../api/entities.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'

/** Folders that are shown at once. */
const shown = 200

/** The folders of the library as a tree; the chosen one narrows the table. */
export function FolderTree({ chosen }: { chosen: string | undefined }): ReactElement | null {
  const project = useProject()
  const folders = useQuery(headQuery(project, 'artifact-folders', { sort: 'label', limit: shown }))
  const items = folders.data?.items ?? []
  return (
    <NavigationGroup label={t('library.folders')}>
      <FolderLine id={undefined} label={t('library.allFiles')} depth={0} chosen={chosen === undefined} />
      {items.length === 0 ? null : (
        <FolderLine id="none" label={t('library.noFolder')} depth={0} chosen={chosen === 'none'} />
      )}
      {inOrder(items, null, 0).map(({ folder, depth }) => (
        <FolderLine
          key={folder.id}
          id={folder.id}
          label={folder.label}
          depth={depth}
          chosen={chosen === folder.id}
        />
      ))}
    </NavigationGroup>
  )
}

function inOrder(
  folders: Entity[],
  parent: string | null,
  depth: number,
): { folder: Entity; depth: number }[] {
  return folders
    .filter((folder) => (folder['parent_id'] ?? null) === parent)
    .flatMap((folder) => [{ folder, depth }, ...inOrder(folders, folder.id, depth + 1)])
}

function FolderLine(props: {
  id: string | undefined
  label: string
  depth: number
  chosen: boolean
}): ReactElement {
  const project = useProject()
  return (
    <Link
      to="/p/$org/$project/library"
      params={project}
      search={(old) => ({ ...old, folder: props.id, topic: undefined })}
      aria-current={props.chosen ? 'true' : undefined}
      className={navigationButton}
      activeOptions={{ exact: true, includeSearch: true }}
    >
      <span style={{ width: props.depth * 12 }} />
      <NavigationLabel icon="folder">{props.label}</NavigationLabel>
    </Link>
  )
}
