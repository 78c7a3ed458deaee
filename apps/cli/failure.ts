import { CommandError, UsageError } from './verb.ts'

interface Told {
  code: string
  detail: string
  errors?: readonly { path: string; message: string }[]
  request_id?: string | undefined
}

/** 2 for wrong usage, 1 for everything else. */
export const exitOf = (error: unknown): number => (error instanceof UsageError ? 2 : 1)

/** Says what went wrong: with `--json` as a document on stdout, always as a line on stderr. */
export const reportError = (error: unknown, isJson: boolean): void => {
  const told = tell(error)
  if (isJson) process.stdout.write(`${JSON.stringify({ error: told }, null, 2)}\n`)
  process.stderr.write(`error: ${told.detail} (${told.code})\n`)
}

/** Errors of the program carry a code of their own; what the system says is named by its kind. */
const tell = (error: unknown): Told => {
  if (error instanceof UsageError) return { code: 'usage', detail: error.message }
  if (error instanceof CommandError)
    return {
      code: error.code,
      detail: error.message,
      ...(error.errors.length > 0 ? { errors: error.errors } : {}),
      ...(error.requestId ? { request_id: error.requestId } : {}),
    }
  if (!(error instanceof Error)) return { code: 'failed', detail: String(error) }
  if (!('code' in error) || typeof error.code !== 'string')
    return { code: knownBy(error.message), detail: error.message }
  const missing = error.code === 'ENOENT' && 'path' in error ? String(error.path) : undefined
  return missing === undefined
    ? { code: error.code.toLowerCase().replaceAll('_', '-'), detail: error.message }
    : { code: 'no-such-file', detail: `There is no file or folder ${missing}.` }
}

const knownBy = (message: string): string => {
  if (/^The data folder .* in use/.test(message)) return 'folder-in-use'
  if (/^Port \d+ .* in use/.test(message)) return 'port-in-use'
  return 'failed'
}
