import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { followProject, type LiveEvent } from '../api/stream.ts'
import { projectKey, type ProjectRef } from '../api/project.ts'
import type { KindInfo } from '../api/kinds.ts'

/** How long events are gathered before anything is read again, so that a burst costs one reading. */
const gatherMs = 400

/** Keeps what is shown up to date with what happens in the project. */
export function useLiveUpdates(ref: ProjectRef, kinds: readonly KindInfo[]): void {
  const client = useQueryClient()
  useEffect(() => {
    let gathered: LiveEvent[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const refresh = () => {
      const events = gathered
      gathered = []
      timer = undefined
      const touched = new Set(
        events.map((event) => kinds.find((kind) => event.type.startsWith(`${kind.kind}.`))?.collection),
      )
      // what happened may be what somebody is told of
      void client.invalidateQueries({ queryKey: ['organization', ref.org, 'notifications'] })
      const everything = touched.has(undefined)
      const ids = new Set(events.map((event) => event.entity_id))
      void client.invalidateQueries({
        queryKey: projectKey(ref),
        predicate: ({ queryKey }) => {
          const [, , , collection, what, id] = queryKey
          if (collection === 'kinds') return false
          if (everything) return true
          if (collection === '*') return false
          if (typeof collection !== 'string' || !touched.has(collection)) return false
          return what !== 'entity' || (typeof id === 'string' && (ids.has(id) || id.includes('-')))
        },
      })
    }
    const stop = followProject(ref, (event) => {
      gathered.push(event)
      timer ??= setTimeout(refresh, gatherMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [client, ref, kinds])
}
