import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import type { Fetch } from '../providers.ts'

/** What a vendor's server received. */
export interface VendorRequest {
  host: string
  path: string
  headers: Record<string, string | string[] | undefined>
  body: unknown
}

/** A server that answers every request with the same body, in place of a vendor on the internet. */
export interface VendorServer extends AsyncDisposable {
  /** Sends requests meant for a vendor here instead, over real HTTP. */
  fetch: Fetch
  requests: VendorRequest[]
}

/** Starts a server that always gives this answer. */
export async function startVendorServer(answer: unknown): Promise<VendorServer> {
  const requests: VendorRequest[] = []
  const server = createServer(async (incoming, response) => {
    const host = String(incoming.headers['x-meant-for'])
    requests.push({ host, path: incoming.url ?? '', headers: incoming.headers, body: await json(incoming) })
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    requests,
    fetch: (input, init) => {
      const meant = new URL(input instanceof Request ? input.url : input)
      const headers = new Headers(init?.headers)
      headers.set('x-meant-for', meant.host)
      return fetch(`http://127.0.0.1:${port}${meant.pathname}${meant.search}`, { ...init, headers })
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
