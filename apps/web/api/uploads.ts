import * as z from 'zod/mini'
import { entityPath, entityShape, type Entity } from './entities.ts'
import { projectPath, type ProjectRef } from './project.ts'
import { problemOf, ProblemError } from './request.ts'

const uploadedShape = z.extend(entityShape, { duplicate_of: z.nullish(z.unknown()) })

/** Sends one file, telling how much of it (0 to 1) has left. `fetch` cannot say that, so this is an XMLHttpRequest. */
export async function uploadFile(
  ref: ProjectRef,
  file: File,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<{ entity: Entity; duplicate: boolean }> {
  const { status, text } = await post(ref, file, onProgress, signal)
  if (status >= 400) throw problemOf(status, text)
  const entity = z.parse(uploadedShape, JSON.parse(text))
  return { entity, duplicate: entity.duplicate_of !== null && entity.duplicate_of !== undefined }
}

function post(
  ref: ProjectRef,
  file: File,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest()
    call.open('POST', `${projectPath(ref)}/artifacts`)
    call.setRequestHeader('accept', 'application/json')
    call.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    })
    call.addEventListener('load', () => resolve({ status: call.status, text: call.responseText }))
    call.addEventListener('error', () => reject(new ProblemError(0, 'unreachable', '', {})))
    call.addEventListener('abort', () => reject(new ProblemError(0, 'canceled', '', {})))
    signal.addEventListener('abort', () => call.abort())
    const body = new FormData()
    body.append('file', file, file.name)
    call.send(body)
  })
}

/** Sends a newer version of a source, which supersedes it. */
export async function uploadVersion(ref: ProjectRef, id: string, file: File): Promise<Entity> {
  const body = new FormData()
  body.append('file', file, file.name)
  const response = await fetch(`${entityPath(ref, 'artifacts', id)}/versions`, {
    method: 'POST',
    credentials: 'same-origin',
    body,
  }).catch(() => {
    throw new ProblemError(0, 'unreachable', '', {})
  })
  const text = await response.text()
  if (!response.ok) throw problemOf(response.status, text)
  return z.parse(entityShape, JSON.parse(text))
}
