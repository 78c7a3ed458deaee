import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { projectKey, projectPath, type ProjectRef } from './project.ts'
import { problemOf, ProblemError, request } from './request.ts'

const citation = z.object({
  number: z.number(),
  artifact_id: z.string(),
  key: z.string(),
  title: z.string(),
  start: z.number(),
  end: z.number(),
  quote: z.string(),
  page: z.nullable(z.number()),
  heading: z.nullable(z.string()),
})

const answer = z.object({
  id: z.string(),
  question: z.string(),
  outcome: z.enum(['answered', 'doubtful', 'not_found']),
  answer: z.string(),
  sentences: z.array(
    z.object({
      start: z.number(),
      end: z.number(),
      citations: z.array(z.number()),
      support: z.string(),
      reason: z.nullable(z.string()),
    }),
  ),
  citations: z.array(citation),
  conflicts: z.array(
    z.object({
      about: z.string(),
      statements: z.array(z.object({ citation: z.number(), value: z.string() })),
      record: z.nullable(z.object({ key: z.string(), state: z.string(), holds: z.nullable(z.number()) })),
    }),
  ),
  engine: z.string(),
  notice: z.nullable(z.string()),
})

/** An answer with everything it rests on. `sentences[].citations` are places in `citations`. */
export type Answer = z.output<typeof answer>

/** Words that an answer cites. */
export type Citation = z.output<typeof citation>

/** What comes while an answer is made: how many passages it is made from, then its text piece by piece. */
export type Coming = { sources: number | undefined; text: string }

const sources = z.object({ sources: z.array(z.unknown()) })
const piece = z.object({ text: z.string() })

/** Asks the documents of a project; `onComing` hears how the answer comes about. Ends with the whole answer. */
export async function ask(
  ref: ProjectRef,
  input: { question: string; follows?: string | undefined },
  onComing: (coming: Coming) => void,
  signal: AbortSignal,
): Promise<Answer> {
  const response = await fetch(`${projectPath(ref)}/answers/stream`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(input),
    signal,
  }).catch((cause: unknown) => {
    if (signal.aborted) throw cause
    throw new ProblemError(0, 'unreachable', '', {})
  })
  if (!response.ok || !response.body) throw problemOf(response.status, await response.text())
  let coming: Coming = { sources: undefined, text: '' }
  for await (const { event, data } of eventsOf(response.body)) {
    if (event === 'sources')
      coming = { ...coming, sources: z.parse(sources, JSON.parse(data)).sources.length }
    else if (event === 'text')
      coming = { ...coming, text: coming.text + z.parse(piece, JSON.parse(data)).text }
    else if (event === 'answer') return z.parse(answer, JSON.parse(data))
    else if (event === 'problem') throw problemOf(500, data)
    onComing(coming)
  }
  throw new ProblemError(0, 'unreachable', '', {})
}

/** The events of a server-sent stream, as they come. */
async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<{ event: string; data: string }> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    const parts = (rest + decoder.decode(value, { stream: true })).split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const lines = part.split('\n')
      const event = lines.find((line) => line.startsWith('event: '))?.slice(7) ?? 'message'
      const data = lines
        .filter((line) => line.startsWith('data: '))
        .map((line) => line.slice(6))
        .join('\n')
      if (data !== '') yield { event, data }
    }
  }
}

/** What the reader asked before, newest first. */
export const askedQuery = (ref: ProjectRef) =>
  queryOptions({
    queryKey: [...projectKey(ref), '*', 'answers'],
    queryFn: async ({ signal }) =>
      (
        await request(
          z.object({
            items: z.array(z.object({ id: z.string(), question: z.string(), outcome: z.string() })),
          }),
          `${projectPath(ref)}/answers`,
          { query: { limit: 10 }, signal },
        )
      ).items,
  })

/** One answer that the reader was given. */
export const answerQuery = (ref: ProjectRef, id: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), '*', 'answers', id],
    queryFn: ({ signal }) => request(answer, `${projectPath(ref)}/answers/${id}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
