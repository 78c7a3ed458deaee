import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { navigationButton, NavigationGroup, NavigationLabel } from '#design-system/navigation.tsx'
import { headQuery, type Entity } from '../../api/entities.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { carried, carry, isCarried, useMoving } from './moving.ts'

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
      {foldersInOrder(items).map(({ folder, depth }) => (
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

/** Each folder after the one that it is in. */
export const foldersInOrder = (folders: readonly Entity[]): { folder: Entity; depth: number }[] =>
  inOrder(folders, null, 0)

function inOrder(
  folders: readonly Entity[],
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
  const { drop } = useMoving()
  const [over, setOver] = useState(false)
  const { id } = props
  // everything is no place to put something
  const takes = id !== undefined
  return (
    <Link
      draggable={takes && id !== 'none'}
      onDragStart={(event) => {
        if (takes) carry(event, { collection: 'artifact-folders', ids: [id] })
      }}
      onDragOver={(event) => {
        if (!takes || !isCarried(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        const load = carried(event)
        setOver(false)
        if (!takes || !load) return
        event.preventDefault()
        event.stopPropagation()
        drop(load, id === 'none' ? null : id)
      }}
      data-over={over || undefined}
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
