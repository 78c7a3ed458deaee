import { queryOptions } from '@tanstack/react-query'
import { eventOf, requestOf } from '#apps/client/call.ts'
import type { Answer } from '../../../generated/api.ts'
import { ProblemError, problemOf } from './problem.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { call, send } from './request.ts'

/** An answer with everything it rests on; `sentences[].citations` are places in `citations`. And words that it cites. */
export type { Answer, Citation } from '../../../generated/api.ts'

/** What comes while an answer is made: how many passages it is made from, then its text piece by piece. */
export type Coming = { sources: number | undefined; text: string }

/** Asks the documents of a project; `onComing` hears how the answer comes about. Ends with the whole answer. */
export async function ask(
  ref: ProjectRef,
  input: { question: string; follows?: string | undefined },
  onComing: (coming: Coming) => void,
  signal: AbortSignal,
): Promise<Answer> {
  const { method, path } = requestOf('answers.stream', { params: ref })
  const response = await send(path, {
    method,
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(input),
    signal,
  })
  let coming: Coming = { sources: undefined, text: '' }
  for await (const { event, data } of eventsIn(response)) {
    const told = eventOf('answers.stream', event, data)
    if (told.event === 'answer') return told.content
    if (told.event === 'problem') throw problemOf(told.content.status, data)
    if (told.event === 'sources') coming = { ...coming, sources: told.content.sources.length }
    else if (told.event === 'text') coming = { ...coming, text: coming.text + told.content.text }
    onComing(coming)
  }
  throw new ProblemError(0, 'unreachable')
}

/** The events of a server-sent stream, as they come. */
async function* eventsIn({ body }: Response): AsyncGenerator<{ event: string; data: string }> {
  if (!body) return
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
      (await call('answers.list', { params: ref, query: { limit: 10 } }, { signal })).items,
  })

/** One answer that the reader was given. */
export const answerQuery = (ref: ProjectRef, id: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), '*', 'answers', id],
    queryFn: ({ signal }) => call('answers.get', { params: { ...ref, id } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Forgets an answer that the reader was given. */
export const forgetAnswer = (ref: ProjectRef, id: string) =>
  call('answers.delete', { params: { ...ref, id } })

/** Keeps an answer as a source of the library, which rests on the words that it cites. */
export const keepAnswer = (ref: ProjectRef, id: string, filename: string) =>
  call('answers.keep', { params: { ...ref, id }, body: { filename } })

/** Suggests a record of a kind that rests on the words an answer cites; a person accepts or rejects it. */
export const proposeFromAnswer = (ref: ProjectRef, id: string, kind: string) =>
  call('answers.propose', { params: { ...ref, id }, body: { kind } })
