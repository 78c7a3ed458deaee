import { APICallError } from '@ai-sdk/provider'
import { z } from 'zod'
import { AiError } from './errors.ts'
import type { ModelAddress } from './model-address.ts'

/** What an attempt's failure means: what to tell the caller, whether to try again, and whether tokens were spent. */
export interface ProviderFailure {
  error: AiError
  retry: boolean
  /** Milliseconds that the provider asked to wait. */
  retryAfterMs: number | undefined
  /** True where the provider may have worked and will bill. */
  spent: boolean
  /** HTTP status, where there was one. */
  status: number | undefined
}

const keyVariable = {
  openai: 'OPENAI_API_KEY',
  anthropic: 'ANTHROPIC_API_KEY',
  google: 'GOOGLE_GENERATIVE_AI_API_KEY',
  compatible: 'AI_COMPATIBLE_API_KEY',
} as const

/** The connection was made and then broke: the provider had the prompt and may have worked on it. */
const brokenConnection = new Set([
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
])

/** Reads a provider's failure. `variable` is the setting that names the model, for the advice given. */
export function readFailure(
  error: unknown,
  address: ModelAddress,
  variable: string,
  now: Date,
): ProviderFailure {
  if (error instanceof AiError) {
    return { error, retry: false, retryAfterMs: undefined, spent: false, status: undefined }
  }
  const status = APICallError.isInstance(error) ? error.statusCode : undefined
  if (status !== undefined && status >= 400) return refused(error, status, address, variable, now)
  const broken = networkCodes(error).some((code) => brokenConnection.has(code))
  if (status !== undefined && !broken) {
    const message = `The model at ${address.provider} gave an answer that is not in the expected format. Check that the address of ${variable} is that of a model API.`
    return {
      error: new AiError('ai-invalid-output', message),
      retry: false,
      retryAfterMs: undefined,
      spent: true,
      status,
    }
  }
  const message = `The model provider ${address.provider} could not be reached, or the connection broke. Check the network, then try again.`
  return {
    error: new AiError('ai-unavailable', message, { retryable: true }),
    retry: true,
    retryAfterMs: undefined,
    spent: broken,
    status,
  }
}

function refused(
  error: unknown,
  status: number,
  address: ModelAddress,
  variable: string,
  now: Date,
): ProviderFailure {
  const provider = address.provider
  const retryAfterMs = askedWait(error, now)
  const final = (code: AiError['code'], message: string): ProviderFailure => ({
    error: new AiError(code, message),
    retry: false,
    retryAfterMs: undefined,
    spent: false,
    status,
  })
  if (status === 401 || status === 403) {
    return final(
      'ai-misconfigured',
      `The model provider ${provider} refused the key. Check ${keyVariable[provider]}.`,
    )
  }
  if (status === 402 || (status === 429 && outOfCredit(error))) {
    return final(
      'ai-misconfigured',
      `The account at the model provider ${provider} has no credit left. Top it up, then try again.`,
    )
  }
  if (status === 404) {
    return final(
      'ai-misconfigured',
      `The model provider ${provider} does not know the model ${address.model}. Check ${variable}.`,
    )
  }
  const details = { retryable: true, retryAfterMs }
  if (status === 429) {
    const message = `The model provider ${provider} is limiting the rate of calls. Try again later, or lower AI_CONCURRENCY.`
    return {
      error: new AiError('ai-rate-limited', message, details),
      retry: true,
      retryAfterMs,
      spent: false,
      status,
    }
  }
  if (status === 408 || status === 409 || status >= 500) {
    const message = `The model provider ${provider} is failing (status ${status}). Try again later.`
    return {
      error: new AiError('ai-unavailable', message, details),
      retry: true,
      retryAfterMs,
      spent: false,
      status,
    }
  }
  return final(
    'ai-unavailable',
    `The model ${address.model} at ${provider} refused the request (status ${status}). The text may be too long for it: shorten it, or choose another model with ${variable}.`,
  )
}

const errorBody = z.object({
  error: z.object({ code: z.unknown().optional(), type: z.unknown().optional() }),
})

/** OpenAI answers 429 both for "slower" and for "no money"; only the body tells. */
function outOfCredit(error: unknown): boolean {
  const body = errorBody.safeParse(APICallError.isInstance(error) ? error.data : undefined)
  return body.success && [body.data.error.code, body.data.error.type].includes('insufficient_quota')
}

/** RFC 9110 §10.2.3 Retry-After (seconds or date), and the finer `retry-after-ms` that some providers send. */
function askedWait(error: unknown, now: Date): number | undefined {
  const headers = APICallError.isInstance(error) ? error.responseHeaders : undefined
  const ms = Number.parseFloat(headers?.['retry-after-ms'] ?? '')
  if (ms >= 0) return ms
  const after = headers?.['retry-after']?.trim()
  if (after === undefined) return undefined
  if (/^\d+(\.\d+)?$/.test(after)) return Number(after) * 1_000
  const at = Date.parse(after)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime())
}

function networkCodes(error: unknown): string[] {
  const codes: string[] = []
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string') codes.push(at.code)
    if (at.message === 'terminated') codes.push('UND_ERR_SOCKET')
  }
  return codes
}
