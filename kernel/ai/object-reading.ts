import type { z } from 'zod'

/** An answer that fits its schema, or what is wrong with it. */
export type Reading<T> = { ok: true; object: T } | { ok: false; problems: Problem[] }

/** A place in the answer (a dotted path, `answer` for the whole) and what is wrong there. */
export interface Problem {
  at: string
  what: string
}

const mostProblems = 20

/** Reads JSON out of a model's answer, with or without a Markdown fence around it, and validates it. */
export function readObject<S extends z.ZodType>(schema: S, text: string): Reading<z.output<S>> {
  const fenced = /^\s*```(?:json)?\s*\n([\s\S]*?)\n?\s*```\s*$/.exec(text)
  let json: unknown
  try {
    json = JSON.parse(fenced?.[1] ?? text)
  } catch {
    return {
      ok: false,
      problems: [{ at: 'answer', what: text.trim() === '' ? 'is empty' : 'is not complete, valid JSON' }],
    }
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return { ok: true, object: parsed.data }
  const problems = parsed.error.issues.map((issue) => ({
    at: issue.path.join('.') || 'answer',
    what: issue.message,
  }))
  return { ok: false, problems: problems.slice(0, mostProblems) }
}
