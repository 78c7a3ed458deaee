import * as z from 'zod/mini'
import { entityPath, entityShape, type Entity } from './entities.ts'
import { projectPath, type ProjectRef } from './project.ts'
import { problemOf, ProblemError, request } from './request.ts'

/** A file, the folder it lay in (empty: none) and the id of the record to which it is attached. */
export type Sending = { file: File; folder: string; attachedTo: string | undefined }

const uploadedShape = z.extend(entityShape, { duplicate_of: z.nullish(z.unknown()) })

/** Sends one file, telling how much of it (0 to 1) has left. `fetch` cannot say that, so this is an XMLHttpRequest. */
export async function uploadFile(
  ref: ProjectRef,
  sent: Sending,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<Uploaded> {
  const { status, text } = await post(ref, sent, onProgress, signal)
  if (status >= 400) throw problemOf(status, text)
  return uploaded(text)
}

/** A source that has arrived; `duplicate` where the library had its content already. */
export type Uploaded = { entity: Entity; duplicate: boolean }

const uploaded = (text: string): Uploaded => {
  const entity = z.parse(uploadedShape, JSON.parse(text))
  return { entity, duplicate: entity.duplicate_of !== null && entity.duplicate_of !== undefined }
}

/** From this size on a file is sent in parts, so that what has arrived need not be sent again. In bytes. */
export const inPartsFrom = 8 * 1024 * 1024
const partSize = 4 * 1024 * 1024

const unfinished = z.object({ id: z.string(), offset: z.number() })

/** Announces a large file; its parts go to the id that this gives. */
export const beginUpload = async (ref: ProjectRef, { file, folder, attachedTo }: Sending): Promise<string> =>
  (
    await request(unfinished, `${projectPath(ref)}/artifact-uploads`, {
      method: 'POST',
      body: {
        filename: file.name,
        size_bytes: file.size,
        ...(file.type === '' ? {} : { media_type: file.type }),
        ...(folder === '' ? {} : { folder }),
        ...(attachedTo === undefined ? {} : { attached_to: attachedTo }),
      },
    })
  ).id

/** Sends what is still missing of an announced file, from where the server stands. */
export async function sendParts(
  ref: ProjectRef,
  uploadId: string,
  file: File,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<Uploaded> {
  const url = `${projectPath(ref)}/artifact-uploads/${uploadId}`
  let { offset } = await request(unfinished, url, { signal })
  for (;;) {
    onProgress(offset / file.size)
    const response = await fetch(url, {
      method: 'PATCH',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
      body: file.slice(offset, offset + partSize),
      signal,
    }).catch((cause: unknown) => {
      if (signal.aborted) throw cause
      throw new ProblemError(0, 'unreachable', '', {})
    })
    const text = await response.text()
    if (!response.ok) throw problemOf(response.status, text)
    const next = response.headers.get('upload-offset')
    if (next === null) return uploaded(text)
    offset = Number(next)
  }
}

function post(
  ref: ProjectRef,
  { file, folder, attachedTo }: Sending,
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
    if (folder !== '') body.append('folder', folder)
    if (attachedTo !== undefined) body.append('attached_to', attachedTo)
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
