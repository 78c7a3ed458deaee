import { pino, destination, stdTimeFunctions, type DestinationStream, type Logger as PinoLogger } from 'pino'
import { redactSecrets, redactText } from './redaction.ts'

/** From the most severe to the least; `silent` logs nothing. The values of LOG_LEVEL. */
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

/** Logs messages with values: `log.info({ jobId }, 'Job finished.')`. */
export type Logger = PinoLogger

const stderr = 2

/**
 * A logger that writes JSON lines (`level`, ISO `time`, `msg`, values) to stderr; stdout belongs to what a
 * command answers. Secrets are hidden where a line leaves, so that no value, binding of a child or property of
 * an error gets past.
 */
export function createLogger(options: { LOG_LEVEL: LogLevel; stream?: DestinationStream }): Logger {
  return pino(
    {
      level: options.LOG_LEVEL,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: pino.stdSerializers.err },
      hooks: { streamWrite: redactLine },
    },
    // Written at once: the last lines before a crash are those that matter.
    options.stream ?? destination({ dest: stderr, sync: true }),
  )
}

/** A logger whose every line carries the id of the request that it belongs to. */
export function requestLogger(log: Logger, requestId: string): Logger {
  return log.child({ requestId })
}

function redactLine(line: string): string {
  try {
    return `${JSON.stringify(redactSecrets(JSON.parse(line)))}\n`
  } catch {
    return redactText(line)
  }
}
