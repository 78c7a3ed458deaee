import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import type { RawRequest } from '#kernel/contract/index.ts'
import { invalid, parseInput } from '#kernel/module/index.ts'
import { cleanFileName, fileNameIn } from '../file-name.ts'
import { mediaTypeOf } from '../media-type.ts'
import { receiveForm } from './form.ts'
import { brokenOff, fromStorage } from './refusals.ts'

/** A file that has arrived and stands in the blob store. */
export interface ReceivedFile {
  filename: string
  mediaType: string
  stored: { key: string; size: number }
}

/** What else an upload may say, as fields of the form or in the address. */
export const uploadFields = z.strictObject({
  folder_id: z.uuid('must be the id of a folder').optional(),
  folder: z.string().max(1_000, 'must not be longer than 1000 characters').optional(),
  filename: z.string().max(1_000).optional(),
  attached_to: z.string().max(60, 'must be the id or the key of a record').optional(),
})

/** Everything that one upload brought. */
export interface Upload {
  files: ReceivedFile[]
  fields: z.output<typeof uploadFields>
}

/**
 * Takes the files of a request into the blob store as they arrive, a form or a bare body; never a whole file in memory.
 * A content that nothing comes to refer to is swept later.
 * @throws Refusal 413 beyond UPLOAD_MAX_BYTES, 422 where no file or no name came, 400 where the body breaks off
 */
export const receiveUpload = async (open: RawRequest): Promise<Upload> => {
  const { request, reading, query } = open
  const { blobs, config } = reading.house
  const maxBytes = config.UPLOAD_MAX_BYTES
  const put = (content: AsyncIterable<Uint8Array>) => blobs.put(reading.scope.orgId, content, { maxBytes })
  try {
    const isForm = (request.headers['content-type'] ?? '').toLowerCase().startsWith('multipart/form-data')
    const { files, fields } = isForm
      ? await receiveForm(request, put)
      : { files: [await receiveBody(request, query, put)], fields: {} }
    if (files.length === 0)
      throw invalid([
        { path: 'file', message: 'is missing: send at least one file in the form field named file' },
      ])
    return { files, fields: parseInput(uploadFields, { ...query, ...fields }) }
  } catch (error) {
    drain(request, maxBytes)
    throw fromStorage(error, maxBytes)
  }
}

type Put = (content: AsyncIterable<Uint8Array>) => Promise<{ key: string; size: number }>

const receiveBody = async (
  request: IncomingMessage,
  query: Record<string, unknown>,
  put: Put,
): Promise<ReceivedFile> => {
  const claimed =
    typeof query.filename === 'string' ? query.filename : fileNameIn(request.headers['content-disposition'])
  if (claimed === undefined) {
    throw invalid([
      {
        path: 'filename',
        message: 'is missing: send a form with a field named file, or name the file in Content-Disposition',
      },
    ])
  }
  const filename = cleanFileName(claimed)
  // no destroying of the request when storing stops early: the answer still has to travel over its socket
  const stored = await put(request.iterator({ destroyOnReturn: false })).catch((error: unknown) => {
    throw request.destroyed && !request.complete ? brokenOff() : error
  })
  return { filename, mediaType: mediaTypeOf(request.headers['content-type'], filename), stored }
}

/** Lets a client that is still sending finish within reason, so that it gets to see the answer; then hangs up. */
const drain = (request: IncomingMessage, maxBytes: number): void => {
  if (request.complete || request.destroyed) return
  let left = maxBytes
  request.on('error', () => undefined)
  request.on('data', (piece: Uint8Array) => {
    left -= piece.byteLength
    if (left < 0) request.destroy()
  })
  request.resume()
}
