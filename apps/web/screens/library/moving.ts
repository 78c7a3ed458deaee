import { useQueryClient } from '@tanstack/react-query'
import type { DragEvent } from 'react'
import { useToast } from '#design-system/toast.tsx'
import { newChange } from '../../api/changes.ts'
import { createEntity } from '../../api/entities.ts'
import { editMany } from '../../api/many-entities.ts'
import { projectKey } from '../../api/project.ts'
import { explain } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { useUndo } from '../../frame/use-undo.ts'
import { t } from '../../messages/index.ts'

/** What is dragged within the library: ids of files or of folders. */
export type Load = { collection: 'artifacts' | 'artifact-folders'; ids: string[] }

const kindOfDrag = {
  artifacts: 'text/x-library-files',
  'artifact-folders': 'text/x-library-folders',
} as const

/** Lets what is being dragged know what it is. */
export function carry(event: DragEvent, { collection, ids }: Load): void {
  event.dataTransfer.effectAllowed = 'move'
  event.dataTransfer.setData(kindOfDrag[collection], ids.join(' '))
}

/** Whether something of the library is being dragged; what it is can only be read when it is dropped. */
export const isCarried = ({ dataTransfer }: DragEvent): boolean =>
  Object.values(kindOfDrag).some((kind) => dataTransfer.types.includes(kind))

/** What was dropped. */
export function carried({ dataTransfer }: DragEvent): Load | undefined {
  for (const collection of ['artifacts', 'artifact-folders'] as const) {
    const ids = dataTransfer.getData(kindOfDrag[collection]).split(' ').filter(Boolean)
    if (ids.length > 0) return { collection, ids }
  }
  return undefined
}

/** Moves files or folders into a folder (null: into none), with the way back. Throws where the server refuses. */
export function useMoving() {
  const project = useProject()
  const client = useQueryClient()
  const announce = useToast()
  const undo = useUndo()
  const move = async ({ collection, ids }: Load, folder: string | null): Promise<void> => {
    const change = newChange()
    const field = collection === 'artifacts' ? 'folder_id' : 'parent_id'
    await editMany(project, collection, ids, { [field]: folder }, change)
    announce(t('library.moved', { count: ids.length }), { undo: () => undo(change) })
    for (const each of ['artifacts', 'artifact-folders'])
      void client.invalidateQueries({ queryKey: [...projectKey(project), each] })
  }
  return {
    move,
    /** The same for a drop, where nobody waits for the answer. */
    drop: (load: Load, folder: string | null): void => {
      if (folder !== null && load.ids.includes(folder)) return
      move(load, folder).catch((cause: unknown) =>
        announce(t('error.failed'), { tone: 'bad', detail: explain(cause).text }),
      )
    },
    /** A new folder; gives its id. */
    makeFolder: async (name: string): Promise<string> =>
      (await createEntity(project, 'artifact-folders', { name })).id,
  }
}
