import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { openTelemetry, silentTelemetry } from './index.ts'
import { parentIn, traceIdOf } from './trace-ids.ts'

const attribute = z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) })
const span = z.object({
  traceId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  attributes: z.array(attribute),
})
const traces = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(span) })) })),
})

/** A collector as anybody would run one, as far as it listens. */
const startCollector = async () => {
  const received: { path: string; body: string }[] = []
  const server: Server = createServer(async (request, response) => {
    received.push({ path: request.url ?? '', body: await text(request) })
    response.setHeader('content-type', 'application/json').end('{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    received,
    spans: () =>
      received
        .filter(({ path }) => path === '/v1/traces')
        .flatMap(({ body }) => traces.parse(JSON.parse(body)).resourceSpans)
        .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}

describe('an installation with a collector', () => {
  let collector: Awaited<ReturnType<typeof startCollector>>
  let installation: TestInstallation
  let tenant: Tenant
  let requestId: string | null

  beforeAll(async () => {
    collector = await startCollector()
    installation = await openTestInstallation({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url })
    tenant = await installation.tenant()
    const uploaded = await tenant.call(
      'POST',
      'artifacts',
      Buffer.from('# Quartz\n\nA zanzibar of words.\n'),
      {
        'content-type': 'text/markdown',
        'content-disposition': 'attachment; filename="quartz.md"',
      },
    )
    requestId = uploaded.headers.get('x-request-id')
    await tenant.call('GET', 'risks', undefined, {
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    })
    await installation.settle()
    // what waits is sent when it stops
    await installation.close()
  })
  afterAll(() => collector.stop())

  test('tells it of requests and of the jobs that follow from them, as one trace', () => {
    const trace = traceIdOf(requestId ?? '')
    const names = collector
      .spans()
      .filter(({ traceId }) => traceId === trace)
      .map(({ name }) => name)

    expect(names).toEqual(
      expect.arrayContaining([
        'POST /api/v1/orgs/:org/projects/:project/artifacts',
        'job artifacts.read',
        'job extraction.extract',
      ]),
    )
  })

  test('continues the trace of whoever asks', () => {
    const asked = collector.spans().find(({ traceId }) => traceId === '0af7651916cd43dd8448eb211c80319c')

    expect(asked).toMatchObject({
      name: 'GET /api/v1/orgs/:org/projects/:project/risks',
      parentSpanId: 'b7ad6b7169203331',
    })
  })

  test('tells it of durations', () => {
    const metrics = collector.received.filter(({ path }) => path === '/v1/metrics').map(({ body }) => body)

    expect(metrics.join()).toContain('http.server.request.duration')
    expect(metrics.join()).toContain('throughline.job.duration')
  })

  test('sends nothing of what stands in a tenant', () => {
    const all = JSON.stringify(collector.received)
    for (const word of [tenant.org, tenant.project, tenant.email, tenant.apiKey, 'zanzibar', 'quartz'])
      expect({ word, told: all.toLowerCase().includes(word.toLowerCase()) }).toEqual({
        word,
        told: false,
      })
  })
})

test('a collector that does not answer costs neither requests nor the end', async () => {
  const warnings: string[] = []
  const telemetry = await openTelemetry({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' }, (message) =>
    warnings.push(message),
  )
  telemetry.observe({
    name: 'GET /',
    kind: 'request',
    correlationId: 'x',
    durationMs: 1,
    attributes: {},
    failed: false,
  })
  const started = performance.now()
  await telemetry.close()

  expect(performance.now() - started).toBeLessThan(6_000)
})

test('without a collector nothing is told', async () => {
  expect(await openTelemetry({}, () => undefined)).toBe(silentTelemetry)
})

describe('ids of traces', () => {
  test('are the request id where that is a UUID, and well formed whatever it is', () => {
    expect(traceIdOf('0190a3c0-1111-7abc-8def-001122334455')).toBe('0190a3c011117abc8def001122334455')
    fc.assert(
      fc.property(fc.string(), (id) => {
        expect(traceIdOf(id)).toMatch(/^(?!0{32})[0-9a-f]{32}$/)
      }),
    )
  })

  test('of whoever asks are taken only where the header is well formed', () => {
    expect(parentIn(undefined)).toBeUndefined()
    for (const wrong of [
      '',
      '00-0-0-0',
      `00-${'0'.repeat(32)}-${'1'.repeat(16)}-01`,
      `ff-${'1'.repeat(32)}-x`,
    ])
      expect(parentIn(wrong)).toBeUndefined()
    expect(parentIn(`00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`)).toEqual({
      traceId: 'a'.repeat(32),
      spanId: 'b'.repeat(16),
      traceFlags: 1,
    })
  })
})
