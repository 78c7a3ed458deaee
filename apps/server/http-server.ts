import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { apiHandler, applyHeaders, sendProblem, type Endpoint } from '#kernel/contract/index.ts'
import type { Problem } from '#kernel/contract/problem.ts'
import { requestLogger } from '#kernel/log/index.ts'
import { Refusal, type House } from '#kernel/module/index.ts'
import { allEndpoints } from './endpoints.ts'
import { factFinder, requestIdOf, webHeaders } from './facts.ts'
import { answerBrokenRequest, retryAfterOf } from './last-resort.ts'
import { localApi } from './local/local-api.ts'
import { operatorOf, type Operator } from './local/operator.ts'
import { mcpPath } from './mcp-path.ts'
import { createMetrics } from './metrics.ts'
import { sizeGuard, targetFinder } from './request-target.ts'
import { staticFiles } from './static-files.ts'

/** Headers of every answer: no framing, no sniffing, no scripts but our own. */
const securityHeaders: readonly string[] = Object.entries({
  'content-security-policy':
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
}).flat()

/** The HTTP face of a house: API, sign-in, health, web app. */
export interface HttpFace {
  server: Server
  operator: Operator
  /** answers no new requests and waits for those under way */
  drain(graceMs: number): Promise<void>
}

/** Builds the server; it does not listen yet. */
export const httpFace = (house: House, webFolder: string): HttpFace => {
  const endpoints = allEndpoints(house.registry)
  const api = apiHandler(house, endpoints)
  const operator = operatorOf(house)
  const local = localApi(house, operator)
  const finder = factFinder(house, operator)
  const files = staticFiles(webFolder)
  const guardSize = sizeGuard(house, endpoints)
  const metrics = createMetrics(house)
  const target = targetFinder(house.publicUrl)
  let draining = false
  const open = new Set<ServerResponse>()

  const mcp = mcpPath(house, endpoints, { finder, guardSize })

  const headersOf = (requestId: string): string[] => [
    ...securityHeaders,
    'x-request-id',
    requestId,
    ...(draining ? ['connection', 'close'] : []),
  ]

  const callApi = async (
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
    url: URL,
  ): Promise<void> => {
    guardSize(request, url.pathname)
    const facts = await finder.facts(request, headersOf(requestId), requestId)
    if (await api(request, response, facts, url)) return
    throw new Refusal(
      404,
      'no-such-endpoint',
      `There is no endpoint ${request.method ?? ''} ${url.pathname}. See /api/docs.`,
    )
  }

  // anybody may ask for it, and it stays the same
  let docs: Promise<string> | undefined
  const route = async (
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<void> => {
    const url = target(request)
    const path = url.pathname
    // what is asked most sets all of its headers at once
    if (path.startsWith('/api/v1/')) return callApi(request, response, requestId, url)
    applyHeaders(response, headersOf(requestId))
    if (path === '/healthz') return sendJson(response, 200, { alive: true })
    if (path === '/readyz') return sendReadiness(house, response, draining)
    if (path === '/metrics') {
      response.setHeader('content-type', metrics.contentType)
      return void response.end(await metrics.text())
    }
    if (path === '/api/openapi.json') return sendJson(response, 200, await openApi(endpoints))
    if (path === '/api/docs') {
      const { docsPage, docsPolicy } = await import('./api-docs/page.ts')
      docs ??= openApi(endpoints).then(docsPage)
      response.setHeader('content-security-policy', docsPolicy)
      response.setHeader('content-type', 'text/html; charset=utf-8')
      return void response.end(await docs)
    }
    if (path.startsWith('/api/auth/')) return answerIdentity(house, request, response, url, requestId)
    if (path === '/sign-in/link') return redeemLink(house, response, url)
    if (path.startsWith('/api/local/')) return local(request, response, path, requestId)
    if (path === '/mcp') return mcp(request, response, url, requestId)
    if (path.startsWith('/api/')) return callApi(request, response, requestId, url)
    if (await files(request, response, path)) return
    throw new Refusal(404, 'not-found', 'There is nothing at this address.')
  }

  const server = createServer((request, response) => {
    const requestId = requestIdOf(request)
    const started = performance.now()
    const log = () => requestLogger(house.log, requestId)
    open.add(response)
    response.on('close', () => {
      open.delete(response)
      metrics.observe(request, response, (performance.now() - started) / 1_000)
      if (house.log.isLevelEnabled('debug'))
        log().debug(
          {
            method: request.method,
            path: request.url?.split('?')[0],
            status: response.statusCode,
            ms: Math.round(performance.now() - started),
          },
          'answered',
        )
    })
    route(request, response, requestId).catch((error: unknown) => {
      if (!response.headersSent) applyHeaders(response, headersOf(requestId))
      const seconds = retryAfterOf(error)
      if (seconds !== undefined && !response.headersSent) response.setHeader('retry-after', String(seconds))
      sendProblem(response, error, requestId, (inner) => log().error({ err: inner }, 'a request failed'))
    })
  })
  server.on('clientError', answerBrokenRequest)
  server.requestTimeout = 0
  server.headersTimeout = 20_000

  return {
    server,
    operator,
    async drain(graceMs) {
      draining = true
      server.close()
      finder.close()
      const until = Date.now() + graceMs
      // a live stream never ends by itself; its listener comes back with Last-Event-ID
      for (const response of open)
        if (response.getHeader('content-type') === 'text/event-stream') response.destroy()
      while (open.size > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 25))
      server.closeAllConnections()
    },
  }
}

/** Its makers are loaded when somebody asks: most processes never need them. */
const openApi = async (endpoints: readonly Endpoint[]): Promise<unknown> =>
  (await import('./open-api.ts')).openApiDocument(undefined, endpoints)

const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
  response.statusCode = status
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(body))
}

const sendReadiness = async (house: House, response: ServerResponse, draining: boolean): Promise<void> => {
  const [database, storage] = await Promise.all([
    house.database.ready(),
    house.blobs.ready().then(
      () => true,
      () => false,
    ),
  ])
  const ready = database && storage && !draining
  sendJson(response, ready ? 200 : 503, { ready, database, storage, draining })
}

const answerIdentity = async (
  house: House,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  requestId: string,
): Promise<void> => {
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
  const asked = new Request(url, {
    method: request.method ?? 'GET',
    headers: webHeaders(request),
    ...(hasBody ? { body: Readable.toWeb(request) as ReadableStream, duplex: 'half' } : {}),
  })
  const answer = await house.identity.handler(asked, { address: request.socket.remoteAddress, requestId })
  response.statusCode = answer.status
  answer.headers.forEach((value, name) => {
    if (name !== 'set-cookie') response.setHeader(name, value)
  })
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) response.setHeader('set-cookie', cookies)
  const isProblem = answer.headers.get('content-type') === 'application/problem+json'
  response.end(
    isProblem
      ? JSON.stringify(asProblem(await answer.json(), requestId))
      : Buffer.from(await answer.arrayBuffer()),
  )
}

const identityProblem = z.object({ title: z.string(), status: z.int(), code: z.string(), detail: z.string() })

/** Sign-in answers in a shorter shape; outside, every problem looks the same. */
const asProblem = (answered: unknown, requestId: string): Problem => {
  const { code, ...rest } = identityProblem.parse(answered)
  return { type: `urn:throughline:problem:${code}`, code, ...rest, errors: [], request_id: requestId }
}

const redeemLink = async (house: House, response: ServerResponse, url: URL): Promise<void> => {
  const redeemed = await house.identity
    .redeemSignInLink(url.searchParams.get('token') ?? '')
    .catch(() => undefined)
  response.statusCode = 303
  if (redeemed) response.setHeader('set-cookie', redeemed.setCookie)
  response.setHeader(
    'location',
    redeemed ? (redeemed.twoFactor ? '/sign-in/two-factor' : '/') : '/sign-in?link=expired',
  )
  response.end()
}
