import type { IncomingMessage, ServerResponse } from 'node:http'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { House } from '#kernel/module/index.ts'

/** Counts and times of one process, in the text format of Prometheus. */
export interface Metrics {
  observe(request: IncomingMessage, response: ServerResponse, seconds: number): void
  text(): Promise<string>
  contentType: string
}

/** `/api/v1/orgs/acme/projects/p/risks/RISK-1` → `/api/v1/orgs/:org/projects/:project/risks/:id`: few labels, no names. */
export const routeOf = (path: string): string => {
  const parts = path.split('/')
  if (parts[1] !== 'api' || parts[2] !== 'v1') return `/${parts[1] ?? ''}`
  return parts
    .slice(0, 10)
    .map((part, index) => (index === 4 ? ':org' : index === 6 ? ':project' : index === 8 ? ':id' : part))
    .join('/')
}

/** Makes the metrics of a house. */
export const createMetrics = (house: House): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  new Gauge({
    name: 'throughline_jobs_running',
    help: 'Runs of jobs in this process',
    registers: [registry],
    collect() {
      this.set(house.jobs.active())
    },
  })
  new Gauge({
    name: 'throughline_backlog',
    help: 'Work that waits: jobs, event deliveries, audit entries without seal',
    labelNames: ['of'],
    registers: [registry],
    async collect() {
      const [row] = await house.database
        .sql('maintenance')
        .query<{ jobs: number; deliveries: number; audit: number }>(
          `select (select count(*) from job_runs where state = 'queued') as jobs, (select count(*) from event_deliveries where state = 'pending') as deliveries, (select count(*) from audit_pending) as audit`,
        )
      for (const [of, count] of Object.entries(row ?? {})) this.set({ of }, count)
    },
  })
  return {
    observe(request, response, seconds) {
      const method = request.method ?? 'GET'
      const status = response.statusCode
      const route = status === 404 ? 'unmatched' : routeOf((request.url ?? '/').split('?')[0] ?? '/')
      durations.observe({ method, route, status }, seconds)
      house.telemetry.observe({
        name: `${method} ${route}`,
        kind: 'request',
        correlationId: String(response.getHeader('x-request-id')),
        traceparent: [request.headers.traceparent].flat()[0],
        durationMs: seconds * 1_000,
        attributes: {
          'http.request.method': method,
          'http.route': route,
          'http.response.status_code': status,
        },
        failed: status >= 500,
      })
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
