import { z } from 'zod'
import { rawEndpoint } from '#kernel/contract/index.ts'
import { entityById, type Entity } from '#kernel/entities/index.ts'
import { invalid, notFound, Refusal, type Reading } from '#kernel/module/index.ts'
import { artifact } from '../kinds.ts'
import { readerOf } from '../reader.ts'
import { ReadingError } from '../reading/index.ts'
import { fromStorage } from '../upload/refusals.ts'

const width = z.coerce.number().int().min(50).max(4_000).default(1_200)

/** `GET artifacts/{id}/pages/{page}/picture`: a page of a PDF, or a picture, as people see it. */
export const pagePicture = rawEndpoint({
  method: 'GET',
  path: 'artifacts/{id}/pages/{page}/picture',
  name: 'artifacts.page-picture',
  summary: 'A page of a PDF drawn as PNG, width in pixels; of a PNG or JPEG file, the file itself',
  permit: { kind: 'artifact', action: 'view' },
  query: z.strictObject({ width }),
  produces: 'image/png',
  async handle(open) {
    const file = await entityById(open.reading, artifact, open.params.id ?? '')
    const page = z.coerce.number().int().positive().safeParse(open.params.page)
    if (!page.success) throw invalid([{ path: 'page', message: 'must be the number of a page' }])
    if (page.data > Number(file.page_count ?? (isPicture(file) ? 1 : 0))) throw notFound('page')
    const picture = { page: page.data, width: width.parse(open.query.width) }
    const etag = `"${String(file.sha256)}-${picture.page}-${picture.width}"`
    const { response } = open
    response.setHeader('etag', etag)
    response.setHeader('cache-control', 'private, max-age=3600')
    if (open.request.headers['if-none-match'] === etag) {
      response.statusCode = 304
      response.end()
      return
    }
    const { type, bytes } = await pictureOf(open.reading, file, picture)
    response.setHeader('content-type', type)
    response.setHeader('x-content-type-options', 'nosniff')
    response.setHeader('content-length', bytes.length)
    response.end(bytes)
  },
})

/** Also one in which no text was recognized, or that has not been read yet: it can be looked at all the same. */
const isPicture = ({ format, media_type: type }: Entity): boolean =>
  format === 'image' || type === 'image/png' || type === 'image/jpeg'

const pictureOf = async (
  { house, scope }: Reading,
  file: Entity,
  picture: { page: number; width: number },
): Promise<{ type: string; bytes: Uint8Array }> => {
  if (file.format !== 'pdf' && !isPicture(file)) throw notDrawable(file)
  const bytes = await house.blobs
    .read(scope.orgId, String(file.sha256))
    .catch((error: unknown) => Promise.reject(fromStorage(error, Number(file.size_bytes))))
  if (isPicture(file)) {
    const type = bytes[0] === 0x89 ? 'image/png' : bytes[0] === 0xff ? 'image/jpeg' : undefined
    if (type === undefined) throw notDrawable(file)
    return { type, bytes }
  }
  const request = { bytes, filename: String(file.filename) }
  return {
    type: 'image/png',
    bytes: await readerOf(house)
      .drawing.draw(request, picture)
      .catch((error: unknown) => {
        throw error instanceof ReadingError ? new Refusal(409, 'not-drawable', error.message) : error
      }),
  }
}

const notDrawable = ({ key }: Entity): Refusal =>
  new Refusal(409, 'not-drawable', `${key} has no pages that could be drawn. Download the file to see it.`)
