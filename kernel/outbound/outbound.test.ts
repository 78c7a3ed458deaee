import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createOutbound, OutboundError, type OutboundRequest, type ResolveHost } from './index.ts'

type Route = (request: IncomingMessage, response: ServerResponse, body: string) => void

const to =
  (location: string, status = 302): Route =>
  (_request, response) =>
    void response.writeHead(status, { location }).end()

const routes: Record<string, Route> = {
  '/echo': (request, response, body) =>
    void response.end(JSON.stringify({ method: request.method, headers: request.headers, body })),
  '/fail': (_request, response) => void response.writeHead(503).end('busy'),
  '/large': (_request, response) => void response.end(Buffer.alloc(2_000)),
  '/chunked': (_request, response) => {
    for (let piece = 0; piece < 20; piece += 1) response.write(Buffer.alloc(100))
    response.end()
  },
  '/gzip': (_request, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
  '/slow': (_request, response) => void response.write('first byte'),
  '/silent': () => {},
  '/cut': (_request, response) => {
    response.writeHead(200, { 'content-length': 10 }).write('half')
    setTimeout(() => response.destroy(), 20)
  },
  '/moved': to('/echo'),
  '/see-other': to('/echo', 303),
  '/again': to('/echo', 307),
  '/loop': to('/loop'),
  '/to-metadata': to('http://169.254.169.254/latest/meta-data/'),
  '/to-private-name': to('http://inside.test/'),
  '/to-decimal': to('http://2130706433/'),
  '/to-file': to('file:///etc/passwd'),
}

let server: Server
let origin = ''
let port = 0
beforeEach(async () => {
  server = createServer((request, response) => {
    const route = routes[new URL(request.url ?? '/', 'http://localhost').pathname] ?? to('/', 404)
    text(request)
      .then((body) => route(request, response, body))
      .catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
  origin = `http://127.0.0.1:${port}`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const names: Record<string, string[]> = {
  'inside.test': ['10.0.0.7'],
  'mixed.test': ['93.184.216.34', '127.0.0.1'],
  'empty.test': [],
  'hooks.test': ['127.0.0.1'],
  'other.test': ['127.0.0.1'],
}
const resolveHost: ResolveHost = async (name) => {
  const found = names[name]
  if (found === undefined) throw new Error('ENOTFOUND')
  return found
}
const closed = createOutbound({ allowPrivate: [], resolveHost })
const local = createOutbound({ allowPrivate: ['127.0.0.1/32'], resolveHost })

const codeOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call
  } catch (error) {
    if (error instanceof OutboundError) return error.code
    throw error
  }
  return 'answered'
}
const fetchCode = async (path: string, request?: OutboundRequest): Promise<string> =>
  await codeOf(local.fetch(path.startsWith('/') ? origin + path : path, request))

describe('calling the outside', () => {
  it('sends method, headers and body, and gives back status, headers and body', async () => {
    const answer = await local.fetch(`${origin}/echo`, {
      method: 'POST',
      headers: { 'X-Id': '7' },
      body: 'hellö',
    })
    expect(answer.status).toBe(200)
    expect(answer.url).toBe(`${origin}/echo`)
    expect(answer.json()).toMatchObject({ method: 'POST', headers: { 'x-id': '7' }, body: 'hellö' })
  })

  it('gives back an error status as an answer', async () => {
    const answer = await local.fetch(`${origin}/fail`)
    expect([answer.status, answer.text()]).toEqual([503, 'busy'])
  })

  it.each(['Host', 'Content-Length', 'Transfer-Encoding', 'Connection', 'Proxy-Authorization', 'bad name'])(
    'refuses the header %s',
    async (name) => {
      expect(await fetchCode('/echo', { headers: { [name]: 'x' } })).toBe('header-refused')
    },
  )

  it('refuses line ends in headers', async () => {
    expect(await fetchCode('/echo', { headers: { 'x-a': 'b\r\nx-c: d' } })).toBe('header-refused')
  })
})

describe('addresses', () => {
  it.each([
    'http://127.0.0.1:PORT/echo',
    'http://localhost.:PORT/echo',
    'http://[::1]:PORT/echo',
    'http://[::ffff:127.0.0.1]:PORT/echo',
    'http://[::ffff:7f00:1]:PORT/echo',
    'http://2130706433:PORT/echo',
    'http://0x7f000001:PORT/echo',
    'http://0177.0.0.1:PORT/echo',
    'http://127.1:PORT/echo',
    'http://127。0。0。1:PORT/echo',
    'http://0:PORT/echo',
    'http://134744072/',
    'http://169.254.169.254/latest/meta-data/',
    'http://metadata.google.internal/',
    'http://inside.test/',
    'http://mixed.test/',
    'http://hooks.test:PORT/echo',
  ])('refuse %s', async (url) => {
    const withRealNames = createOutbound({
      allowPrivate: [],
      resolveHost: async (name) =>
        name === 'localhost'
          ? ['127.0.0.1']
          : name.endsWith('.internal')
            ? ['169.254.169.254']
            : await resolveHost(name),
    })
    expect(await codeOf(withRealNames.fetch(url.replace('PORT', String(port))))).toBe('address-refused')
    expect(await codeOf(withRealNames.check(url.replace('PORT', String(port))))).toBe('address-refused')
  })

  it('refuse localhost as the system resolves it', async () => {
    expect(await codeOf(createOutbound({ allowPrivate: [] }).fetch(`http://localhost:${port}/echo`))).toBe(
      'address-refused',
    )
  })

  it.each(['', 'example.com', 'file:///etc/passwd', 'ftp://example.com', 'gopher://x', 'data:,x', 'http://'])(
    'must be http or https, not %j',
    async (url) => {
      expect(await codeOf(local.fetch(url))).toBe('url-invalid')
    },
  )

  it('must not hold a password', async () => {
    expect(await fetchCode('http://user:password@hooks.test/')).toBe('url-invalid')
  })

  it('say when a host is unknown', async () => {
    expect(await fetchCode('http://nowhere.test/')).toBe('host-unknown')
    expect(await fetchCode('http://empty.test/')).toBe('host-unknown')
  })

  it('are resolved once, and the connection goes to what was checked', async () => {
    const asked: string[] = []
    const rebinding = createOutbound({
      allowPrivate: ['127.0.0.1/32'],
      resolveHost: async (name) => {
        asked.push(name)
        return asked.length === 1 ? ['127.0.0.1'] : ['10.0.0.7']
      },
    })
    const answer = await rebinding.fetch(`http://rebinding.test:${port}/echo`)
    expect(answer.json()).toMatchObject({ headers: { host: `rebinding.test:${port}` } })
    expect(asked).toEqual(['rebinding.test'])
    expect(await codeOf(rebinding.fetch(`http://rebinding.test:${port}/echo`))).toBe('address-refused')
  })

  it('do not show the address inside in an error', async () => {
    await expect(closed.fetch('http://inside.test/')).rejects.toThrow(/^(?!.*10\.0\.0\.7).*$/)
  })
})

describe('redirects', () => {
  it('are followed, and a POST becomes a GET where the standard says so', async () => {
    const sent = { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } } as const
    expect((await local.fetch(`${origin}/moved`, sent)).json()).toMatchObject({ method: 'GET', body: '' })
    expect((await local.fetch(`${origin}/see-other`, sent)).json()).toMatchObject({ method: 'GET', body: '' })
    expect((await local.fetch(`${origin}/again`, sent)).json()).toMatchObject({ method: 'POST', body: 'x' })
  })

  it('are checked like the first address', async () => {
    expect(await fetchCode('/to-metadata')).toBe('address-refused')
    expect(await fetchCode('/to-private-name')).toBe('address-refused')
    expect(await fetchCode('/to-decimal')).toBe('address-refused')
    expect(await fetchCode('/to-file')).toBe('url-invalid')
  })

  it('end', async () => {
    expect(await fetchCode('/loop')).toBe('redirect-refused')
    expect(await fetchCode('/moved', { maxRedirects: 1 })).toBe('answered')
    const given = await local.fetch(`${origin}/loop`, { maxRedirects: 0 })
    expect([given.status, given.headers['location']]).toEqual([302, '/loop'])
  })

  it('do not take credentials to another origin', async () => {
    routes['/elsewhere'] = to(`http://other.test:${port}/echo`, 307)
    const headers = { authorization: 'Bearer x', cookie: 'a=b', 'x-api-key': 'k', 'x-id': '7' }
    const elsewhere = await local.fetch(`http://hooks.test:${port}/elsewhere`, { headers })
    expect(elsewhere.json()).toMatchObject({ headers: { 'x-id': '7' } })
    expect(elsewhere.text()).not.toMatch(/authorization|cookie|x-api-key/)
    expect((await local.fetch(`${origin}/again`, { headers })).json()).toMatchObject({ headers })
  })
})

describe('limits', () => {
  it('hold for the size, announced or not', async () => {
    expect(await fetchCode('/large', { maxBytes: 1_999 })).toBe('too-large')
    expect(await fetchCode('/chunked', { maxBytes: 1_999 })).toBe('too-large')
    expect(await fetchCode('/chunked', { maxBytes: 2_000 })).toBe('answered')
  })

  it('hold for the time, while connecting, answering and resolving', async () => {
    expect(await fetchCode('/silent', { timeoutMs: 100 })).toBe('timeout')
    expect(await fetchCode('/slow', { timeoutMs: 100 })).toBe('timeout')
    const stuck = createOutbound({
      allowPrivate: [],
      timeoutMs: 100,
      resolveHost: async () => await new Promise(() => {}),
    })
    expect(await codeOf(stuck.fetch('http://stuck.test/'))).toBe('timeout')
    expect(await codeOf(stuck.check('http://stuck.test/'))).toBe('timeout')
  })

  it('refuse compressed answers, which could unpack without end', async () => {
    expect(await fetchCode('/gzip')).toBe('encoding-refused')
  })

  it('notice an answer that breaks off, a closed port and a cancelled call', async () => {
    expect(await fetchCode('/cut')).toBe('connection-failed')
    expect(await fetchCode('/silent', { signal: AbortSignal.timeout(50) })).toBe('connection-failed')
    const free = createServer()
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve))
    const address = free.address()
    await new Promise((resolve) => free.close(resolve))
    const unused = typeof address === 'object' && address !== null ? address.port : 0
    expect(await fetchCode(`http://127.0.0.1:${unused}/`)).toBe('connection-failed')
  })
})
