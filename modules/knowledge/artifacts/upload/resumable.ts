import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import { projectAction, projectQuery, rawEndpoint, type RawRequest } from '#kernel/contract/index.ts'
import { invalid, Refusal } from '#kernel/module/index.ts'
import { BlobError, type BlobStore } from '#kernel/storage/index.ts'
import { addFile, lockContents, type AddedFile } from '../commands/add-file.ts'
import { attachFiles, recordForFiles } from '../commands/attach-files.ts'
import { folderFor } from '../commands/folder-at.ts'
import { addedSchema, answer } from './endpoints.ts'
import { fromStorage } from './refusals.ts'
import {
  announcement,
  beginUpload,
  forgetUpload,
  notePart,
  unfinishedUpload,
  wrongOffset,
  type UnfinishedUpload,
} from './unfinished.ts'

const permit = { kind: 'artifact', action: 'create' }
const output = z
  .object({ id: z.uuid(), filename: z.string(), size_bytes: z.int(), offset: z.int() })
  .meta({ id: 'ArtifactUpload' })
const shown = ({ id, filename, size, received }: UnfinishedUpload): z.output<typeof output> => ({
  id,
  filename,
  size_bytes: size,
  offset: received,
})

const begin = projectAction({
  method: 'POST',
  path: 'artifact-uploads',
  name: 'artifact_uploads.begin',
  summary: 'Begin an upload that can be resumed',
  permit,
  successStatus: 201,
  body: announcement,
  output,
  async handle(context, { body }) {
    // what cannot be attached in the end is refused before it is sent
    if (body.attached_to !== undefined) await recordForFiles(context, body.attached_to)
    return shown(await beginUpload(context, body))
  },
})

const stand = projectQuery({
  path: 'artifact-uploads/{id}',
  name: 'artifact_uploads.get',
  summary: 'How far an upload has come',
  permit,
  output,
  handle: async (reading, { params }) => shown(await unfinishedUpload(reading, params.id)),
})

const giveUp = projectAction({
  method: 'DELETE',
  path: 'artifact-uploads/{id}',
  name: 'artifact_uploads.delete',
  summary: 'Give an upload up',
  permit,
  output,
  async handle(context, { params }) {
    const upload = await unfinishedUpload(context, params.id)
    await forgetUpload(context, upload.id)
    return shown(upload)
  },
})

const append = rawEndpoint({
  method: 'PATCH',
  path: 'artifact-uploads/{id}',
  name: 'artifact_uploads.append',
  summary:
    'Append bytes at the header Upload-Offset; the last ones are answered with the file. What arrived before a connection broke is kept',
  permit,
  query: z.strictObject({}),
  consumes: 'application/offset+octet-stream',
  produces: 'application/json',
  output: z.union([output, addedSchema]),
  async handle(open) {
    const offset = offsetIn(open.request)
    const upload = await unfinishedUpload(open.reading, open.params.id ?? '')
    if (offset !== upload.received) throw wrongOffset(upload.received)
    const now = await takePart(open, upload)
    if (now.received === now.size) return answer(open, [await complete(open, now)])
    open.response.setHeader('content-type', 'application/json')
    open.response.setHeader('upload-offset', now.received)
    open.response.end(JSON.stringify(shown(now)))
  },
})

/** Uploads of large files in several requests. */
export const resumableUploads = [begin, stand, append, giveUp]

const offsetIn = (request: IncomingMessage): number => {
  const offset = z
    .string()
    .regex(/^\d{1,15}$/)
    .safeParse(request.headers['upload-offset'])
  if (!offset.success)
    throw invalid([
      { path: 'Upload-Offset', message: 'is missing: the header says at which byte the body begins' },
    ])
  return Number(offset.data)
}

const takePart = async (
  { request, reading, transaction }: RawRequest,
  upload: UnfinishedUpload,
): Promise<UnfinishedUpload> => {
  const left = upload.size - upload.received
  try {
    const part = await reading.house.blobs.put(reading.scope.orgId, whatArrives(request), { maxBytes: left })
    return part.size === 0 ? upload : await transaction((context) => notePart(context, upload, part))
  } catch (error) {
    request.resume()
    if (error instanceof BlobError && error.code === 'too-large') throw tooMuch(upload.size)
    throw fromStorage(error, left)
  }
}

const tooMuch = (size: number): Refusal =>
  new Refusal(
    413,
    'too-large',
    `More came than the ${size} bytes that were announced. Begin a new upload with the right size.`,
  )

/** The body as far as it comes: a broken connection ends it, it does not undo it. */
async function* whatArrives(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    yield* request.iterator({ destroyOnReturn: false })
  } catch (error) {
    if (!request.destroyed || request.complete) throw error
  }
}

const complete = async (
  { reading, transaction }: RawRequest,
  upload: UnfinishedUpload,
): Promise<AddedFile> => {
  const { blobs } = reading.house
  const { orgId } = reading.scope
  const stored = await blobs
    .put(orgId, joined(blobs, orgId, upload.parts), { maxBytes: upload.size })
    .catch((error: unknown) => {
      throw fromStorage(error, upload.size)
    })
  return transaction(async (context) => {
    const folderId = await folderFor(context, {
      folderId: upload.folderId ?? undefined,
      path: upload.folder ?? undefined,
    })
    await lockContents(context, [stored.key])
    const added = await addFile(context, {
      filename: upload.filename,
      mediaType: upload.mediaType,
      stored,
      folderId,
    })
    if (upload.attachedTo !== null) await attachFiles(context, upload.attachedTo, [added])
    await forgetUpload(context, upload.id)
    return added
  })
}

async function* joined(
  blobs: BlobStore,
  orgId: string,
  parts: readonly string[],
): AsyncGenerator<Uint8Array> {
  for (const key of parts) yield* await blobs.open(orgId, key)
}
