import type { z } from 'zod'
import { invalid } from './refusal.ts'

/** Parses what came from outside. @throws Refusal 422 naming every wrong or unknown field */
export const parseInput = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw invalid(fieldErrors(parsed.error))
}

/** The issues of a schema as paths and messages; unknown fields are named one by one. */
export const fieldErrors = (error: z.ZodError): { path: string; message: string }[] =>
  error.issues.flatMap((issue) => {
    const path = issue.path.join('.')
    if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }]
    return issue.keys.map((key) => ({
      path: path ? `${path}.${key}` : key,
      message: 'there is no such field, or it cannot be written',
    }))
  })
