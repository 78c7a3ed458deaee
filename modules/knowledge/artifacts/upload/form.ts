import type { IncomingMessage } from 'node:http'
import busboy from 'busboy'
import { invalid, Refusal } from '#kernel/module/index.ts'
import { cleanFileName } from '../file-name.ts'
import { mediaTypeOf } from '../media-type.ts'
import type { ReceivedFile } from './receive.ts'
import { brokenOff } from './refusals.ts'

type Put = (content: AsyncIterable<Uint8Array>) => Promise<{ key: string; size: number }>

/** Files of one request, so that one transaction stays short. */
const maxFiles = 100

/**
 * Reads a form: files named `file` go to `put` as they arrive, in order; other fields are returned as text.
 * @throws Refusal 400 for a malformed form, 422 for too many files; whatever `put` throws
 */
export const receiveForm = (
  request: IncomingMessage,
  put: Put,
): Promise<{ files: ReceivedFile[]; fields: Record<string, string> }> =>
  new Promise((resolve, reject) => {
    const parser = parserFor(request)
    const fields: Record<string, string> = {}
    const files: Promise<ReceivedFile>[] = []
    const fail = (error: unknown): void => {
      request.off('close', onClose)
      request.unpipe(parser)
      parser.removeAllListeners()
      parser.on('error', () => undefined)
      parser.destroy()
      reject(error)
    }
    const onClose = (): void => {
      if (!request.complete) fail(brokenOff())
    }
    parser.on('field', (name, value, info) => {
      if (info.valueTruncated || info.nameTruncated) fail(invalid([{ path: name, message: 'is too long' }]))
      else fields[name] = value
    })
    parser.on('file', (name, content, info) => {
      // a stream that is given up must not take the process down with it
      content.on('error', () => undefined)
      if (name !== 'file')
        return fail(
          invalid([{ path: name, message: 'is not a field of an upload: name the file field file' }]),
        )
      const filename = cleanFileName(info.filename)
      const received = put(content).then((stored) => ({
        filename,
        mediaType: mediaTypeOf(info.mimeType, filename),
        stored,
      }))
      received.catch(fail)
      files.push(received)
    })
    parser.on('filesLimit', () =>
      fail(invalid([{ path: 'file', message: `comes too often: at most ${maxFiles} files in one request` }])),
    )
    parser.on('error', () => fail(request.complete || !request.destroyed ? malformed() : brokenOff()))
    parser.on('close', () => {
      request.off('close', onClose)
      Promise.all(files).then((all) => resolve({ files: all, fields }), reject)
    })
    request.on('close', onClose)
    request.pipe(parser)
  })

const parserFor = (request: IncomingMessage): busboy.Busboy => {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { files: maxFiles, fields: 20, fieldSize: 4_000, parts: maxFiles + 20 },
    })
  } catch {
    throw malformed()
  }
}

const malformed = (): Refusal =>
  new Refusal(
    400,
    'malformed-request',
    'The form cannot be read. Send it as multipart/form-data with a boundary.',
  )
