import type { IncomingMessage } from 'node:http'
import { StandardBracketNotationSerializer } from '@orpc/openapi-client/standard'
import { Refusal } from '../module/refusal.ts'

const brackets = new StandardBracketNotationSerializer()

/** `a=1&filter[state]=open` → `{ a: '1', filter: { state: 'open' } }`; a name that comes again makes a list. */
export const queryOf = (search: URLSearchParams): unknown => {
  const plain: Record<string, string> = {}
  for (const [name, value] of search) {
    if (name.includes('[') || name === '__proto__' || Object.hasOwn(plain, name))
      return brackets.deserialize([...search])
    plain[name] = value
  }
  return plain
}

const decoder = new TextDecoder()

/**
 * The JSON that a request carries, undefined where it carries nothing. Its size was checked before.
 * @throws Refusal 400 for what is no JSON, 415 for other content
 */
export const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
  if (encoding === undefined && Number(length ?? 0) === 0) return undefined
  const bytes = await bytesOf(request)
  if (bytes.length === 0) return undefined
  const type = request.headers['content-type'] ?? 'application/json'
  if (!type.toLowerCase().startsWith('application/json'))
    throw new Refusal(415, 'unsupported-media-type', 'Send JSON, with the content type application/json.')
  try {
    return JSON.parse(decoder.decode(bytes))
  } catch {
    throw new Refusal(400, 'malformed-request', 'The body cannot be read. Send JSON that is well formed.')
  }
}

const bytesOf = (request: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => resolve(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)))
    request.on('error', reject)
  })
