import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { rawEndpoint, type RawRequest } from '#kernel/contract/index.ts'
import { entityById } from '#kernel/entities/index.ts'
import { Refusal } from '#kernel/module/index.ts'
import { byteRangeIn, type RangeAnswer } from '../byte-range.ts'
import { disposition } from '../file-name.ts'
import { artifact } from '../kinds.ts'
import { mayBeShown, safeMediaType } from '../media-type.ts'
import { fromStorage } from '../upload/refusals.ts'

/** `GET artifacts/{id}/file`: the bytes as they were uploaded, in a way that no browser takes for a page of ours. */
export const downloadFile = rawEndpoint({
  method: 'GET',
  path: 'artifacts/{id}/file',
  name: 'artifacts.file',
  summary: 'Download a file as it was uploaded; inline=1 shows PDF, PNG, JPEG and plain text in place',
  permit: { kind: 'artifact', action: 'view' },
  query: z.strictObject({ inline: z.enum(['0', '1']).optional() }),
  produces: 'application/octet-stream',
  async handle(open) {
    const file = await entityById(open.reading, artifact, open.params.id ?? '')
    const type = typeof file.media_type === 'string' ? file.media_type : null
    const content = { hash: String(file.sha256), size: Number(file.size_bytes) }
    const { response } = open
    const isShown = open.query.inline === '1' && mayBeShown(type)
    const etag = `"${content.hash}"`
    response.setHeader(
      'content-disposition',
      disposition(isShown ? 'inline' : 'attachment', String(file.filename)),
    )
    response.setHeader('content-type', safeMediaType(type))
    response.setHeader('x-content-type-options', 'nosniff')
    response.setHeader('content-security-policy', "sandbox; default-src 'none'")
    response.setHeader('cache-control', 'private, no-cache')
    response.setHeader('accept-ranges', 'bytes')
    response.setHeader('etag', etag)
    if (
      open.request.headers['if-none-match']?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
    ) {
      response.statusCode = 304
      response.end()
      return
    }
    await send(open, content, byteRangeIn(open.request.headers, content.size, etag))
  },
})

const send = async (
  { response, reading }: RawRequest,
  content: { hash: string; size: number },
  range: RangeAnswer,
): Promise<void> => {
  const { orgId } = reading.scope
  if (range === 'outside') {
    response.statusCode = 416
    response.setHeader('content-range', `bytes */${content.size}`)
    response.removeHeader('content-disposition')
    response.end()
    return
  }
  const stream = await reading.house.blobs
    .open(orgId, content.hash, range === 'whole' ? undefined : range)
    .catch((error: unknown) => {
      throw cleared(response, fromStorage(error, content.size))
    })
  response.statusCode = range === 'whole' ? 200 : 206
  response.setHeader('content-length', range === 'whole' ? content.size : range.end - range.start + 1)
  if (range !== 'whole')
    response.setHeader('content-range', `bytes ${range.start}-${range.end}/${content.size}`)
  await pipeline(stream, response).catch((error: unknown) => {
    // whoever stops a download is no failure of ours
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'))
      throw error
  })
}

/** An error is answered as itself, not as a file to be saved. */
const cleared = (response: RawRequest['response'], error: unknown): unknown => {
  for (const name of ['content-disposition', 'etag', 'accept-ranges']) response.removeHeader(name)
  return error instanceof Error
    ? error
    : new Refusal(503, 'storage-unavailable', 'The file storage does not answer at the moment.')
}
