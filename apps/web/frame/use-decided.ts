import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useToast } from '#design-system/toast.tsx'
import { projectKey } from '../api/project.ts'
import { t } from '../messages/index.ts'
import { useProject } from './use-project.ts'
import { useUndo } from './use-undo.ts'

/** Says what was decided, with the way back beside it; `undoLast` takes the latest of them back, by a key for instance. */
export function useDecided(): {
  done: (change: string, said: string) => Promise<void>
  undoLast: () => void
} {
  const project = useProject()
  const client = useQueryClient()
  const announce = useToast()
  const undo = useUndo()
  const latest = useRef<string[]>([])
  const takeBack = (change: string): void => {
    latest.current = latest.current.filter((each) => each !== change)
    undo(change)
  }
  const done = async (change: string, said: string): Promise<void> => {
    latest.current.push(change)
    announce(said, { undo: () => takeBack(change) })
    await client.invalidateQueries({
      queryKey: projectKey(project),
      predicate: ({ queryKey }) => queryKey[3] !== 'kinds',
    })
  }
  const undoLast = (): void => {
    const change = latest.current.at(-1)
    if (change === undefined) announce(t('inbox.nothingToUndo'), { tone: 'unknown' })
    else takeBack(change)
  }
  return { done, undoLast }
}
