import type { z } from 'zod'
import { IdentityError } from './identity-error.ts'

const maxBytes = 16 * 1024

/**
 * Reads a small JSON body.
 * @throws IdentityError `unsupported-media-type`, `body-too-large` or `invalid-request`
 */
export const readBody = async (
  request: Request,
  schema: z.ZodType<Record<string, unknown>>,
): Promise<Record<string, unknown>> => {
  const bytes = await readBounded(request.body)
  // forms of other sites cannot send this type without being asked first (CORS), so nothing else is read
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (bytes.length > 0 && type !== 'application/json') throw new IdentityError('unsupported-media-type')
  const parsed = schema.safeParse(bytes.length === 0 ? {} : parseJson(bytes.toString('utf8')))
  if (!parsed.success) throw new IdentityError('invalid-request')
  return parsed.data
}

const readBounded = async (stream: Request['body']): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw new IdentityError('body-too-large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new IdentityError('invalid-request')
  }
}
