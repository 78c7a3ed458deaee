/** Logging: JSON lines on stderr, with secrets taken out. */
export { createLogger, requestLogger, type Logger, type LogLevel } from './logger.ts'
export { redactSecrets, redactText } from './redaction.ts'
