import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** A running service with one bucket, and what it holds. */
export interface S3Server {
  readonly endpoint: string
  /** Object names to contents; tests may alter them. */
  readonly objects: Map<string, Buffer>
  /** From now on uploads are refused for lack of room. */
  fill(): void
  close(): Promise<void>
}

const bucket = 'files'
const pageSize = 3

/**
 * A small S3 service over real HTTP: put, get with range, head, delete and list in pages, for the bucket
 * `files`. Checks the SHA-256 that comes with an upload and refuses calls that are not signed.
 */
export async function startS3Server(): Promise<S3Server> {
  const objects = new Map<string, Buffer>()
  let isFull = false
  const server = createServer((request, response) => {
    answer(request, response, objects, isFull).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The service has no port.')
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    objects,
    fill: () => {
      isFull = true
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  objects: Map<string, Buffer>,
  isFull: boolean,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const [, requestedBucket, ...name] = decodeURIComponent(pathname).split('/')
  const object = name.join('/')
  const body = await buffer(request)
  if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 '))
    return refuse(response, 403, 'AccessDenied')
  if (requestedBucket !== bucket) return refuse(response, 404, 'NoSuchBucket')
  if (object === '')
    return request.method === 'HEAD' ? void response.end() : list(response, objects, searchParams)
  if (request.method === 'PUT') return put(request, response, objects, isFull, object, body)
  if (request.method === 'DELETE') {
    objects.delete(object)
    return void response.writeHead(204).end()
  }
  const found = objects.get(object)
  return found === undefined ? refuse(response, 404, 'NoSuchKey') : get(request, response, found)
}

function put(
  request: IncomingMessage,
  response: ServerResponse,
  objects: Map<string, Buffer>,
  isFull: boolean,
  object: string,
  body: Buffer,
): void {
  if (isFull) return refuse(response, 507, 'XMinioStorageFull')
  const hash = createHash('sha256').update(body).digest('base64')
  if (request.headers['x-amz-checksum-sha256'] !== hash) return refuse(response, 400, 'BadDigest')
  objects.set(object, body)
  response.end()
}

function get(request: IncomingMessage, response: ServerResponse, found: Buffer): void {
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
  const part = range === null ? found : found.subarray(Number(range[1]), Number(range[2]) + 1)
  response.writeHead(range === null ? 200 : 206, { 'content-length': part.length })
  response.end(request.method === 'HEAD' ? undefined : part)
}

function list(response: ServerResponse, objects: Map<string, Buffer>, query: URLSearchParams): void {
  const after = query.get('continuation-token') ?? ''
  const names = [...objects.keys()].filter(
    (name) => name.startsWith(query.get('prefix') ?? '') && name > after,
  )
  const page = names.toSorted().slice(0, pageSize)
  const more = names.length > page.length
  const contents = page.map(
    (name) =>
      `<Contents><Key>${name}</Key><Size>${objects.get(name)?.length ?? 0}</Size><LastModified>${new Date().toISOString()}</LastModified></Contents>`,
  )
  const next = more ? `<NextContinuationToken>${page.at(-1) ?? ''}</NextContinuationToken>` : ''
  response.writeHead(200, { 'content-type': 'application/xml' })
  response.end(
    `<ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`,
  )
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`)
}
