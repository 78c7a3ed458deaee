/** One wrong field of an input. */
export interface FieldError {
  path: string
  message: string
}

/** HTTP statuses that a refusal may have. */
export type RefusalStatus =
  | 400
  | 401
  | 402
  | 403
  | 404
  | 405
  | 409
  | 411
  | 412
  | 413
  | 415
  | 422
  | 429
  | 503
  | 507

/** An expected no: a stable code, what was wrong and what to do. Becomes problem details at the edge. */
export class Refusal extends Error {
  readonly status: RefusalStatus
  readonly code: string
  readonly errors: readonly FieldError[]
  readonly retryAfterSeconds: number | undefined

  constructor(
    status: RefusalStatus,
    code: string,
    detail: string,
    options: { errors?: readonly FieldError[]; retryAfterSeconds?: number } = {},
  ) {
    super(detail)
    this.name = 'Refusal'
    this.status = status
    this.code = code
    this.errors = options.errors ?? []
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** The same words whether a thing does not exist or belongs to somebody else. */
export const notFound = (what: string): Refusal =>
  new Refusal(404, 'not-found', `There is no such ${what}, or you cannot see it.`)

/** The caller may see the thing but not do this. */
export const forbidden = (action: string, what: string): Refusal =>
  new Refusal(
    403,
    'forbidden',
    `You are not allowed to ${action.replaceAll('_', ' ')} this ${what}. Ask an administrator of the project.`,
  )

/** Values of an input that do not hold. */
export const invalid = (errors: readonly FieldError[]): Refusal =>
  new Refusal(
    422,
    'invalid-input',
    errors.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; '),
    { errors },
  )
