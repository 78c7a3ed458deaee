/** Something that took time: a request, a job, a model call. */
export interface Observed {
  /** few different ones: `GET /api/v1/orgs/:org/projects/:project/risks` */
  name: string
  kind: 'request' | 'job' | 'model-call'
  /** ties together all that follows from one request */
  correlationId: string
  /** W3C header of whoever asked */
  traceparent?: string | undefined
  durationMs: number
  attributes: Readonly<Record<string, string | number | boolean>>
  failed: boolean
}

/** Where the product tells what it does. */
export interface Telemetry {
  /** notes what has just ended */
  observe(observed: Observed): void
  /** sends what is not sent yet, within seconds, and stops */
  close(): Promise<void>
}

/** Tells nobody. */
export const silentTelemetry: Telemetry = {
  observe: () => undefined,
  close: () => Promise.resolve(),
}

/** Opens the telemetry of a process; the library is loaded only where a collector is named. */
export const openTelemetry = async (
  config: { OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined },
  warn: (message: string) => void,
): Promise<Telemetry> => {
  if (config.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return silentTelemetry
  const { exportTo } = await import('./otlp.ts')
  return exportTo(config.OTEL_EXPORTER_OTLP_ENDPOINT, warn)
}
