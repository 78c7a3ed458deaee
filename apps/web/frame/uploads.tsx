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
import { folderOf } from '#design-system/dropped-files.ts'
import { linksOfRecord } from '../api/links.ts'
import { projectKey, type ProjectRef } from '../api/project.ts'
import {
  beginUpload,
  dropUpload,
  inPartsFrom,
  sendParts,
  uploadFile,
  type AddedArtifact,
} from '../api/uploads.ts'
import { explain } from './query-view.tsx'

/** One file on its way. `part` runs from 0 to 1. */
export type Upload = {
  id: number
  name: string
  state: 'waiting' | 'sending' | 'paused' | 'sent' | 'duplicate' | 'failed'
  part: number
  /** id of the record to which the file is attached */
  attachedTo?: string | undefined
  entityId?: string
  problem?: string
}

type Uploads = {
  uploads: Upload[]
  /** Sends files into the library; with `attachedTo`, the id of a record, they are attached to it. */
  add: (files: File[], attachedTo?: string) => void
  clear: () => void
  /** Holds one; what has arrived of a large file is kept. */
  pause: (id: number) => void
  /** Goes on with one that was paused or has failed. */
  resume: (id: number) => void
  /** Takes one off the list for good; what has arrived of it is thrown away. */
  giveUp: (id: number) => void
}

const nothing = (): void => undefined
const UploadsContext = createContext<Uploads>({
  uploads: [],
  add: nothing,
  clear: nothing,
  pause: nothing,
  resume: nothing,
  giveUp: nothing,
})

/** The uploads of the project, which go on while one moves between screens. */
export const useUploads = (): Uploads => useContext(UploadsContext)

const atOnce = 3

type Parcel = {
  id: number
  file: File
  folder: string
  attachedTo: string | undefined
  uploadId?: string
  stopper: AbortController
}

/** Holds the uploads of a project and sends three at a time. Leaving the project cancels what is left. */
export function UploadsProvider(props: { project: ProjectRef; children: ReactNode }): ReactElement {
  const { project } = props
  const client = useQueryClient()
  const [uploads, setUploads] = useState<Upload[]>([])
  const parcels = useRef(new Map<number, Parcel>())
  const queue = useRef<Parcel[]>([])
  const running = useRef(0)
  const nextId = useRef(1)

  useEffect(() => {
    const all = parcels.current
    return () => {
      queue.current = []
      for (const { stopper } of all.values()) stopper.abort()
    }
  }, [project])

  const change = useCallback((id: number, fields: Partial<Upload>) => {
    setUploads((all) => all.map((upload) => (upload.id === id ? { ...upload, ...fields } : upload)))
  }, [])

  const work = useCallback(async (): Promise<void> => {
    const next = queue.current.shift()
    if (!next) return
    running.current += 1
    const { id, stopper } = next
    change(id, { state: 'sending' })
    try {
      const added = await deliver(project, next, (part) => change(id, { part }))
      change(id, { state: added.duplicate_of ? 'duplicate' : 'sent', part: 1, entityId: added.id })
      parcels.current.delete(id)
      void client.invalidateQueries({ queryKey: [...projectKey(project), 'artifacts'] })
      if (next.attachedTo !== undefined)
        void client.invalidateQueries(linksOfRecord(project, next.attachedTo))
      void client.invalidateQueries({ queryKey: [...projectKey(project), 'artifact-folders'] })
    } catch (cause) {
      if (stopper.signal.aborted) change(id, { state: 'paused' })
      else
        change(id, {
          state: 'failed',
          problem: explain(cause).text,
        })
    }
    running.current -= 1
    await work()
  }, [change, client, project])

  const send = useCallback(
    (more: Parcel[]) => {
      queue.current.push(...more)
      for (let free = atOnce - running.current; free > 0; free--) void work()
    },
    [work],
  )
  const add = useCallback(
    (files: File[], attachedTo?: string) => {
      const entries = files.map((file): Parcel => ({
        id: nextId.current++,
        file,
        folder: folderOf(file),
        attachedTo,
        stopper: new AbortController(),
      }))
      for (const entry of entries) parcels.current.set(entry.id, entry)
      setUploads((all) => [
        ...entries.map(({ id, file }) => ({
          id,
          name: file.name,
          state: 'waiting' as const,
          part: 0,
          attachedTo,
        })),
        ...all,
      ])
      send(entries)
    },
    [send],
  )
  const pause = useCallback(
    (id: number) => {
      parcels.current.get(id)?.stopper.abort()
      if (queue.current.some((parcel) => parcel.id === id)) {
        queue.current = queue.current.filter((parcel) => parcel.id !== id)
        change(id, { state: 'paused' })
      }
    },
    [change],
  )
  const resume = useCallback(
    (id: number) => {
      const parcel = parcels.current.get(id)
      if (!parcel) return
      parcel.stopper = new AbortController()
      change(id, { state: 'waiting' })
      send([parcel])
    },
    [change, send],
  )
  const giveUp = useCallback(
    (id: number) => {
      const parcel = parcels.current.get(id)
      parcel?.stopper.abort()
      parcels.current.delete(id)
      setUploads((all) => all.filter((upload) => upload.id !== id))
      // where the server is away, it throws what was begun away by itself after a time
      if (parcel?.uploadId !== undefined) dropUpload(project, parcel.uploadId).catch(() => undefined)
    },
    [project],
  )
  const clear = useCallback(
    () =>
      setUploads((all) =>
        all.filter(({ state }) => state === 'waiting' || state === 'sending' || state === 'paused'),
      ),
    [],
  )
  const value = useMemo(
    () => ({ uploads, add, clear, pause, resume, giveUp }),
    [uploads, add, clear, pause, resume, giveUp],
  )
  return <UploadsContext value={value}>{props.children}</UploadsContext>
}

async function deliver(
  project: ProjectRef,
  parcel: Parcel,
  onProgress: (part: number) => void,
): Promise<AddedArtifact> {
  const { signal } = parcel.stopper
  if (parcel.file.size < inPartsFrom) return uploadFile(project, parcel, { onProgress, signal })
  parcel.uploadId ??= await beginUpload(project, parcel)
  return sendParts(project, parcel.uploadId, parcel.file, { onProgress, signal })
}
