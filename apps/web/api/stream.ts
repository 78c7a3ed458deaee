import * as z from 'zod/mini'
import { withDefault } from './fallbacks.ts'
import { projectPath, type ProjectRef } from './project.ts'

const event = z.looseObject({
  type: withDefault(z.string(), ''),
  entity_id: z.nullish(z.string()),
})

/** Something that happened in a project. Its type begins with the kind it concerns: `risk.closed.v1`. */
export type LiveEvent = z.output<typeof event>

/** Follows what happens in a project. The browser reconnects by itself and resumes where it was. Returns how to stop. */
export function followProject(ref: ProjectRef, onEvent: (event: LiveEvent) => void): () => void {
  const source = new EventSource(`${projectPath(ref)}/stream`)
  source.addEventListener('message', (message) => {
    try {
      const parsed = z.safeParse(event, JSON.parse(String(message.data)))
      if (parsed.success) onEvent(parsed.data)
    } catch {
      // A keep-alive line is no event.
    }
  })
  return () => source.close()
}
