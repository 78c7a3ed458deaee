import type { z } from 'zod'
import { DatabaseError } from '../db/index.ts'
import { Refusal } from '../module/refusal.ts'
import type { problemSchema } from './schemas.ts'

/** Problem details of RFC 9457. */
export type Problem = z.output<typeof problemSchema>

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  402: 'Plan limit reached',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  411: 'Length required',
  412: 'Changed in the meantime',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Invalid input',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Unavailable',
  507: 'Storage full',
}

const fromDatabase = (error: DatabaseError): Refusal | undefined => {
  switch (error.code) {
    case 'unique':
      return new Refusal(409, 'already-exists', 'A record with the same unique value exists already.')
    case 'foreign-key':
      return new Refusal(
        422,
        'unknown-reference',
        'The record refers to something that does not exist, or that you cannot see.',
      )
    case 'check':
    case 'not-null':
    case 'invalid-value':
      return new Refusal(422, 'invalid-input', 'A value is outside what this field allows.')
    case 'raised':
      return new Refusal(409, 'refused', error.message)
    case 'row-level-security':
    case 'forbidden':
      return new Refusal(404, 'not-found', 'There is no such thing, or you cannot see it.')
    case 'serialization':
      return new Refusal(
        409,
        'concurrent-change',
        'Somebody else changed the same thing at the same moment. Try again.',
      )
    case 'unavailable':
    case 'timeout':
      return new Refusal(
        503,
        'database-unavailable',
        'The database does not answer at the moment. Nothing was written; try again shortly.',
        { retryAfterSeconds: 5 },
      )
    case 'storage-full':
      return new Refusal(
        507,
        'storage-full',
        'The database has no space left. Nothing was written; tell the operator.',
      )
    default:
      return undefined
  }
}

const hasStatus = (error: unknown): error is Error & { status: number; code: string } =>
  error instanceof Error &&
  'status' in error &&
  typeof error.status === 'number' &&
  'code' in error &&
  typeof error.code === 'string'

/** The one place where errors become answers. What is not expected says nothing but its request id. */
export const problemOf = (error: unknown, requestId: string): Problem => {
  const refusal =
    error instanceof Refusal
      ? error
      : error instanceof DatabaseError
        ? fromDatabase(error)
        : storageProblem(error)
  if (refusal) return problem(refusal.status, refusal.code, refusal.message, requestId, refusal.errors)
  if (hasStatus(error) && error.status >= 400 && error.status < 500)
    return problem(error.status, error.code.toLowerCase().replaceAll('_', '-'), error.message, requestId, [])
  return problem(
    500,
    'internal',
    `Something went wrong on our side. Nothing was written. If it happens again, tell the operator this id: ${requestId}`,
    requestId,
    [],
  )
}

const storageProblem = (error: unknown): Refusal | undefined => {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  if (error.code === 'storage-full' || error.code === 'ENOSPC')
    return new Refusal(
      507,
      'storage-full',
      'The disk has no space left. Nothing was written; tell the operator.',
    )
  return undefined
}

const problem = (
  status: number,
  code: string,
  detail: string,
  requestId: string,
  errors: readonly { path: string; message: string }[],
): Problem => ({
  type: `urn:throughline:problem:${code}`,
  title: titles[status] ?? 'Error',
  status,
  code,
  detail,
  errors: [...errors],
  request_id: requestId,
})
