import { diag, DiagLogLevel, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import { BatchSpanProcessor, RandomIdGenerator, TracerProvider } from '@opentelemetry/sdk-trace'
import type { Observed, Telemetry } from './telemetry.ts'
import { parentIn, traceIdOf } from './trace-ids.ts'

const kinds = {
  request: SpanKind.SERVER,
  job: SpanKind.CONSUMER,
  'model-call': SpanKind.CLIENT,
} as const

/** Names and attributes of OpenTelemetry's semantic conventions, where they have one. */
const durations = {
  request: 'http.server.request.duration',
  job: 'throughline.job.duration',
  'model-call': 'gen_ai.client.operation.duration',
} as const

/** Upper bounds in seconds, as the conventions for HTTP servers recommend, and some for what takes longer. */
const boundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120]

const closeWithinMs = 5_000

/**
 * Sends spans to `ENDPOINT/v1/traces` and durations to `ENDPOINT/v1/metrics`, in batches. A collector that does not
 * answer costs nothing but what was to be sent; further OTEL_EXPORTER_OTLP_* variables are read by the library.
 */
export const exportTo = (endpoint: string, warn: (message: string) => void): Telemetry => {
  const logger = { error: warn, warn, info: ignore, debug: ignore, verbose: ignore }
  diag.setLogger(logger, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true })
  const resource = resourceFromAttributes({ 'service.name': 'throughline' })
  const address = (signal: string): string => `${endpoint.replace(/\/$/, '')}/v1/${signal}`

  const random = new RandomIdGenerator()
  let nextTrace = ''
  const tracing = new TracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: address('traces') }) })],
    // starting a span is one step: nothing else can take the id meanwhile
    idGenerator: {
      generateTraceId: () => nextTrace || random.generateTraceId(),
      generateSpanId: () => random.generateSpanId(),
    },
  })
  const metering = new MeterProvider({
    resource,
    readers: [
      new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter({ url: address('metrics') }) }),
    ],
  })
  const tracer = tracing.getTracer('throughline')
  const meter = metering.getMeter('throughline')
  const histogramOf = (name: string) =>
    meter.createHistogram(name, { unit: 's', advice: { explicitBucketBoundaries: boundaries } })
  const histograms = {
    request: histogramOf(durations.request),
    job: histogramOf(durations.job),
    'model-call': histogramOf(durations['model-call']),
  }

  const span = ({
    name,
    kind,
    correlationId,
    traceparent,
    durationMs,
    attributes,
    failed,
  }: Observed): void => {
    const ended = Date.now()
    const parent = parentIn(traceparent)
    const context = parent ? trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true }) : ROOT_CONTEXT
    nextTrace = traceIdOf(correlationId)
    const started = tracer.startSpan(
      name,
      {
        kind: kinds[kind],
        startTime: ended - durationMs,
        attributes: { ...attributes, 'throughline.correlation_id': correlationId },
      },
      context,
    )
    nextTrace = ''
    if (failed) started.setStatus({ code: SpanStatusCode.ERROR })
    started.end(ended)
  }

  return {
    observe(observed) {
      span(observed)
      const { kind, durationMs, attributes, failed } = observed
      histograms[kind].record(durationMs / 1_000, { ...attributes, failed })
    },
    async close() {
      const late = new Promise((resolve) => setTimeout(resolve, closeWithinMs).unref())
      await Promise.race([late, Promise.allSettled([tracing.shutdown(), metering.shutdown()])])
    },
  }
}

const ignore = (): void => undefined
