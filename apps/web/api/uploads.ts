import { uploadOver } from '#apps/client/call.ts'
import type { AddedArtifact } from '../../../generated/api.ts'
import { parsedJson, problemOf, ProblemError } from './problem.ts'
import type { ProjectRef } from './project.ts'
import { call, upload } from './request.ts'

/** A source that has arrived; `duplicate_of` where the library had its content already. */
export type { AddedArtifact } from '../../../generated/api.ts'

/** A file, the folder it lay in (empty: none) and the id of the record to which it is attached. */
export type Sending = { file: File; folder: string; attachedTo: string | undefined }

/** From this size on a file is sent in parts, so that what has arrived need not be sent again. In bytes. */
export const inPartsFrom = 8 * 1024 * 1024
const partSize = 4 * 1024 * 1024

/** What is said while a file leaves: how much of it (0 to 1) has left, and that nobody wants it any more. */
type Leaving = { onProgress: (part: number) => void; signal: AbortSignal }

/** Sends one file. */
export async function uploadFile(
  ref: ProjectRef,
  { file, folder, attachedTo = '' }: Sending,
  leaving: Leaving,
): Promise<AddedArtifact> {
  const body = formOf(file, { folder, attached_to: attachedTo })
  const added = await watchedUpload('artifacts.upload', { params: ref, body }, leaving)
  if ('id' in added) return added
  throw new ProblemError(201, 'unexpected_answer')
}

/** Announces a large file; its parts go to the id that this gives. */
export const beginUpload = async (ref: ProjectRef, { file, folder, attachedTo }: Sending): Promise<string> =>
  (
    await call('artifact_uploads.begin', {
      params: ref,
      body: {
        filename: file.name,
        size_bytes: file.size,
        ...(file.type === '' ? {} : { media_type: file.type }),
        ...(folder === '' ? {} : { folder }),
        ...(attachedTo === undefined ? {} : { attached_to: attachedTo }),
      },
    })
  ).id

/** Takes back an announced file; what was sent of it is thrown away. */
export const dropUpload = (ref: ProjectRef, id: string) =>
  call('artifact_uploads.delete', { params: { ...ref, id } })

/** Sends what is still missing of an announced file, from where the server stands. */
export async function sendParts(
  ref: ProjectRef,
  id: string,
  file: File,
  { onProgress, signal }: Leaving,
): Promise<AddedArtifact> {
  const params = { ...ref, id }
  let { offset } = await call('artifact_uploads.get', { params }, { signal })
  for (;;) {
    onProgress(offset / file.size)
    const now = await upload(
      'artifact_uploads.append',
      { params, body: file.slice(offset, offset + partSize) },
      { mediaType: 'application/offset+octet-stream', headers: { 'upload-offset': String(offset) }, signal },
    )
    if (!('offset' in now)) return now
    offset = now.offset
  }
}

/** Sends a newer version of a source, which supersedes it. */
export const uploadVersion = (ref: ProjectRef, id: string, file: File): Promise<AddedArtifact> =>
  upload('artifacts.add_version', { params: { ...ref, id }, body: formOf(file, {}) })

/** A file with what is said of it; the file comes last, since it is read as it arrives. */
const formOf = (file: File, said: Record<string, string>): FormData => {
  const form = new FormData()
  for (const [name, value] of Object.entries(said)) if (value !== '') form.append(name, value)
  form.append('file', file, file.name)
  return form
}

/** `fetch` cannot say how much of a body has left, so this is an XMLHttpRequest. */
const watchedUpload = uploadOver<Leaving>(
  ({ method, path, body }, leaving) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.open(method, path)
      request.setRequestHeader('accept', 'application/json')
      request.upload.addEventListener('progress', (event) => {
        if (event.lengthComputable) leaving?.onProgress(event.loaded / event.total)
      })
      request.addEventListener('load', () => {
        const content = parsedJson(request.responseText)
        if (request.status >= 400) reject(problemOf(request.status, request.responseText))
        else if (typeof content === 'object' && content !== null) resolve(content)
        else reject(new ProblemError(request.status, 'unexpected_answer'))
      })
      request.addEventListener('error', () => reject(new ProblemError(0, 'unreachable')))
      request.addEventListener('abort', () => reject(new ProblemError(0, 'canceled')))
      leaving?.signal.addEventListener('abort', () => request.abort())
      request.send(body instanceof FormData ? body : null)
    }),
)
