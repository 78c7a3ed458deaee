import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { OutboundError } from './outbound-error.ts'
import type { SafeTarget } from './safe-target.ts'

/** One request to one checked target. */
export interface Exchange {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | undefined
  readonly maxBytes: number
  readonly signal: AbortSignal
}

/** What came back, redirects not followed. Header names are lower case; repeated headers joined by ", ". */
export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/**
 * Sends one request to the addresses that were checked: the host name is not resolved a second time, so a
 * changed DNS answer cannot lead elsewhere. TLS still verifies the certificate against the host name.
 * @throws OutboundError
 */
export async function exchange(target: SafeTarget, sent: Exchange): Promise<RawAnswer> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = (target.url.protocol === 'https:' ? requestHttps : requestHttp)(target.url, {
      method: sent.method,
      headers: { ...sent.headers, 'accept-encoding': 'identity' },
      // A connection of its own: a pooled one could have been opened under other rules.
      agent: false,
      lookup: pinnedTo(target.addresses),
      signal: sent.signal,
    })
    request.once('response', resolve).on('error', reject)
    request.end(sent.body)
  })
  const encoding = answer.headers['content-encoding'] ?? 'identity'
  try {
    if (encoding !== 'identity') throw new OutboundError('encoding-refused')
    return {
      status: answer.statusCode ?? 0,
      headers: joined(answer),
      body: await readBody(answer, sent.maxBytes),
    }
  } finally {
    answer.destroy()
  }
}

function pinnedTo(addresses: SafeTarget['addresses']): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }))
  return (_hostName, options, callback) => {
    if (options.all === true) callback(null, all)
    else callback(null, addresses[0], isIP(addresses[0]))
  }
}

async function readBody(answer: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(answer.headers['content-length'] ?? 0) > maxBytes) throw new OutboundError('too-large')
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of answer) {
    const bytes = Buffer.from(piece)
    size += bytes.length
    if (size > maxBytes) throw new OutboundError('too-large')
    pieces.push(bytes)
  }
  return Buffer.concat(pieces)
}

const joined = (answer: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(answer.headersDistinct).map(([name, values]) => [name, (values ?? []).join(', ')]),
  )
