import { useQueryClient } from '@tanstack/react-query'
import { useToast } from '#design-system/toast.tsx'
import { undoChange } from '../api/changes.ts'
import { projectKey } from '../api/project.ts'
import { t } from '../messages/index.ts'
import { explain } from './query-view.tsx'
import { useProject } from './use-project.ts'

/** Takes a change back on the server and says how that went. */
export function useUndo(): (change: string) => void {
  const project = useProject()
  const client = useQueryClient()
  const announce = useToast()
  return (change) => {
    undoChange(project, change)
      .then(() => announce(t('general.undone')))
      .catch((cause: unknown) => announce(t('error.failed'), { tone: 'bad', detail: explain(cause).text }))
      .finally(() => void client.invalidateQueries({ queryKey: projectKey(project) }))
  }
}
