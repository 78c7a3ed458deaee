/** Stable codes for what the database refuses; the HTTP edge maps them once. */
export type DatabaseErrorCode =
  | 'unique'
  | 'foreign-key'
  | 'check'
  | 'not-null'
  | 'invalid-value'
  | 'row-level-security'
  | 'forbidden'
  | 'serialization'
  | 'timeout'
  | 'unavailable'
  | 'storage-full'
  | 'raised'
  | 'internal'

/** A refused or failed statement. `message` is for logs; only `code`, `constraint` and a raised text go outside. */
export class DatabaseError extends Error {
  readonly code: DatabaseErrorCode
  readonly constraint: string | undefined
  readonly sqlState: string | undefined

  constructor(
    code: DatabaseErrorCode,
    message: string,
    details: { constraint?: string | undefined; sqlState?: string | undefined } = {},
  ) {
    super(message)
    this.name = 'DatabaseError'
    this.code = code
    this.constraint = details.constraint
    this.sqlState = details.sqlState
  }
}

const byState: Record<string, DatabaseErrorCode> = {
  '23505': 'unique',
  '23503': 'foreign-key',
  '23514': 'check',
  '23502': 'not-null',
  '42501': 'forbidden',
  '40001': 'serialization',
  '40P01': 'serialization',
  '57014': 'timeout',
  '55P03': 'timeout',
  '53100': 'storage-full',
  P0001: 'raised',
}

const stateToCode = (state: string, message: string): DatabaseErrorCode => {
  // two that alter the same role or table description at once
  if (state === 'XX000' && message.startsWith('tuple concurrently')) return 'serialization'
  if (state === '42501' && message.includes('row-level security')) return 'row-level-security'
  const exact = byState[state]
  if (exact) return exact
  if (state.startsWith('22')) return 'invalid-value'
  if (state.startsWith('08') || state.startsWith('57P') || state.startsWith('53')) return 'unavailable'
  return 'internal'
}

const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'])

/** Turns what a driver throws into a {@link DatabaseError}. */
export const fromPostgres = (error: unknown): Error => {
  if (error instanceof DatabaseError || !(error instanceof Error)) {
    return error instanceof Error ? error : new DatabaseError('internal', String(error))
  }
  const state = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const constraint =
    'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined
  if (
    networkCodes.has(state) ||
    /Connection terminated|connection timeout|Client has encountered/i.test(error.message)
  ) {
    return new DatabaseError('unavailable', error.message, { sqlState: state })
  }
  if (!/^[0-9A-Z]{5}$/.test(state)) return error
  return new DatabaseError(stateToCode(state, error.message), error.message, { constraint, sqlState: state })
}
