/** What the product tells a collector of OpenTelemetry. */
export { openTelemetry, silentTelemetry, type Observed, type Telemetry } from './telemetry.ts'
