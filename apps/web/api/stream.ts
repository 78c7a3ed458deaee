import { addressOf, eventOf } from '#apps/client/call.ts'
import type { LiveEvent } from '../../../generated/api.ts'
import type { ProjectRef } from './project.ts'

export type { LiveEvent } from '../../../generated/api.ts'

/** Follows what happens in a project. The browser reconnects by itself and resumes where it was. Returns how to stop. */
export function followProject(ref: ProjectRef, onEvent: (event: LiveEvent) => void): () => void {
  const source = new EventSource(addressOf('events.stream', ref))
  source.addEventListener('message', ({ data }) =>
    onEvent(eventOf('events.stream', 'message', String(data)).content),
  )
  return () => source.close()
}
