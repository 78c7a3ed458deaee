import { AiError } from '../errors.ts'

/** The `AiError` that this work ends with; throws where it succeeds or fails otherwise. */
export async function failing(work: PromiseLike<unknown>): Promise<AiError> {
  try {
    await work
  } catch (error) {
    if (error instanceof AiError) return error
    throw error
  }
  throw new Error('expected an AiError, but the call succeeded')
}
