import { z } from 'zod'
import { problemSchema, rawEndpoint, type RawRequest } from '#kernel/contract/index.ts'
import { problemOf } from '#kernel/contract/problem.ts'
import { parseInput, Refusal } from '#kernel/module/index.ts'
import { answerSchema, consideredSourceSchema } from './answer.ts'
import { ask } from './asking/ask.ts'
import { askedSchema, askedFrom } from './asked.ts'

const heartbeatMs = 15_000

/**
 * Asks, and tells how the answer comes about as server-sent events: `sources` once, `text` piece by piece where a model
 * writes, then `answer` with all of it, or `problem`. Hanging up stops the work.
 */
export const askStream = rawEndpoint({
  method: 'POST',
  path: 'answers/stream',
  name: 'answers.stream',
  summary: 'Ask the documents of a project, live',
  permit: { kind: 'artifact', action: 'view' },
  query: z.strictObject({}),
  produces: 'text/event-stream',
  events: {
    sources: z.object({ sources: z.array(consideredSourceSchema) }),
    text: z.object({ text: z.string() }),
    answer: answerSchema,
    problem: problemSchema,
  },
  async handle(open) {
    const asked = askedFrom(parseInput(askedSchema, await bodyOf(open)))
    const { response, reading, signal, facts } = open
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    const tell = (event: string, content: unknown): void => {
      if (!signal.aborted) response.write(`event: ${event}\ndata: ${JSON.stringify(content)}\n\n`)
    }
    const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs)
    try {
      const answer = await ask(reading, asked, {
        signal,
        onSources: (sources) => tell('sources', { sources }),
        onText: (text) => tell('text', { text }),
      })
      tell('answer', answer)
    } catch (error) {
      const problem = problemOf(error, facts.requestId)
      if (problem.status >= 500 && !signal.aborted)
        reading.house.log.error({ err: error, request: facts.requestId }, 'answering failed')
      tell('problem', problem)
    } finally {
      clearInterval(heartbeat)
      response.end()
    }
  },
})

/** Longest body of a question, in bytes. */
const longestBody = 64 * 1024

const bodyOf = async ({ request }: RawRequest): Promise<unknown> => {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > longestBody)
      throw new Refusal(413, 'too-large', `A question may take ${longestBody} bytes at most.`)
    pieces.push(piece)
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'))
  } catch {
    throw new Refusal(400, 'malformed-request', 'The body cannot be read. Send JSON that is well formed.')
  }
}
