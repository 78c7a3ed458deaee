import { useQueryClient } from '@tanstack/react-query'
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react'
import { projectKey, type ProjectRef } from '../api/project.ts'
import { uploadFile } from '../api/uploads.ts'
import { t } from '../messages/index.ts'

/** One file on its way. `part` runs from 0 to 1. */
export type Upload = {
  id: number
  name: string
  state: 'waiting' | 'sending' | 'sent' | 'duplicate' | 'failed'
  part: number
  entityId?: string
  problem?: string
}

type Uploads = { uploads: Upload[]; add: (files: File[]) => void; clear: () => void }

const UploadsContext = createContext<Uploads>({ uploads: [], add: () => undefined, clear: () => undefined })

/** The uploads of the project, which go on while one moves between screens. */
export const useUploads = (): Uploads => useContext(UploadsContext)

const atOnce = 3

/** Holds the uploads of a project and sends three at a time. Leaving the project cancels what is left. */
export function UploadsProvider(props: { project: ProjectRef; children: ReactNode }): ReactElement {
  const { project } = props
  const client = useQueryClient()
  const [uploads, setUploads] = useState<Upload[]>([])
  const queue = useRef<{ id: number; file: File }[]>([])
  const running = useRef(0)
  const nextId = useRef(1)
  const stopper = useRef(new AbortController())

  useEffect(() => {
    const controller = new AbortController()
    stopper.current = controller
    return () => controller.abort()
  }, [project])

  const change = useCallback((id: number, fields: Partial<Upload>) => {
    setUploads((all) => all.map((upload) => (upload.id === id ? { ...upload, ...fields } : upload)))
  }, [])

  const work = useCallback(async (): Promise<void> => {
    const next = queue.current.shift()
    if (!next) return
    running.current += 1
    const { id, file } = next
    change(id, { state: 'sending' })
    try {
      const { entity, duplicate } = await uploadFile(
        project,
        file,
        (part) => change(id, { part }),
        stopper.current.signal,
      )
      change(id, { state: duplicate ? 'duplicate' : 'sent', part: 1, entityId: entity.id })
      void client.invalidateQueries({ queryKey: [...projectKey(project), 'artifacts'] })
    } catch (cause) {
      change(id, {
        state: 'failed',
        problem: cause instanceof Error && cause.message !== '' ? cause.message : t('library.failed'),
      })
    }
    running.current -= 1
    await work()
  }, [change, client, project])

  const add = useCallback(
    (files: File[]) => {
      const entries = files.map((file) => ({ id: nextId.current++, file }))
      setUploads((all) => [
        ...entries.map(({ id, file }) => ({ id, name: file.name, state: 'waiting' as const, part: 0 })),
        ...all,
      ])
      queue.current.push(...entries)
      for (let free = atOnce - running.current; free > 0; free--) void work()
    },
    [work],
  )
  const clear = useCallback(
    () =>
      setUploads((all) => all.filter((upload) => upload.state === 'waiting' || upload.state === 'sending')),
    [],
  )
  const value = useMemo(() => ({ uploads, add, clear }), [uploads, add, clear])
  return <UploadsContext value={value}>{props.children}</UploadsContext>
}
